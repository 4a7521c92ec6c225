// SPDX-License-Identifier: Apache-2.0
/** Reading mailboxes by IMAP, for the stages that do. */
@NullMarked
package org.tocsin.server.kernel.mail;

import org.jspecify.annotations.NullMarked;
