// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import org.tocsin.server.kernel.WarningId;

/** What was held up goes on. */
record DeliveryResumed(WarningId warning) {}
