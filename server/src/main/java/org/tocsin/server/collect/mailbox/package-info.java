// SPDX-License-Identifier: Apache-2.0
/**
 * A mailbox whose mails are reports.
 *
 * <p>Takes a mail as it was received, gives a report with its sender as the source and its files by
 * hash. A sender whom nobody trusted has proven is another source than the one proven, so that a
 * forged mail never has the grade of whom it names. What machines answer by themselves is passed
 * over; what cannot be read goes to quarantine.
 */
@NullMarked
package org.tocsin.server.collect.mailbox;

import org.jspecify.annotations.NullMarked;
