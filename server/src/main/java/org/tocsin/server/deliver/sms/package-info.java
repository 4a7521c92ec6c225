// SPDX-License-Identifier: Apache-2.0
/**
 * The channel {@code sms}: SMPP 3.4 to the operator's provider.
 *
 * <p>One bind a node as a transceiver, shared by its workers and kept between waves, for receipts
 * and replies come at any time. A message is at most some parts (3GPP TS 23.040); each part asks
 * for a receipt, which {@code DeliveryReports} keeps.
 */
@NullMarked
package org.tocsin.server.deliver.sms;

import org.jspecify.annotations.NullMarked;
