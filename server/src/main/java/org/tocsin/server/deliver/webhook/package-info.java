// SPDX-License-Identifier: Apache-2.0
/** The channel {@code webhook}: signed posts as Standard Webhooks 1.0.0 asks. */
@NullMarked
package org.tocsin.server.deliver.webhook;

import org.jspecify.annotations.NullMarked;
