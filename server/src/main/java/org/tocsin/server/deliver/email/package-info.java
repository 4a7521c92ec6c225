// SPDX-License-Identifier: Apache-2.0
/** The channel {@code email}: SMTP (RFC 5321) to the operator's own mail server. */
@NullMarked
package org.tocsin.server.deliver.email;

import org.jspecify.annotations.NullMarked;
