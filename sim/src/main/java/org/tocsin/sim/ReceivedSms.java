// SPDX-License-Identifier: Apache-2.0
package org.tocsin.sim;

import java.time.Instant;

/**
 * A text message as a phone would show it, put together from its parts.
 *
 * @param address for whom: {@code +} and digits
 * @param from whom the phone shows as the sender
 * @param text what a person reads
 * @param id the sender's own id, from the vendor's parameter 0x1400; empty when there is none
 * @param markedRepeat whether the sender said, with the parameter 0x1401, that it may be a repeat
 * @param parts of how many parts it was made
 * @param octets the longest part, header included
 * @param messageId the id that the centre gave its last part
 * @param receivedAt when the last part came
 * @param repeat whether a message with the same id came before for the same address
 */
public record ReceivedSms(
    String address,
    String from,
    String text,
    String id,
    boolean markedRepeat,
    int parts,
    int octets,
    String messageId,
    Instant receivedAt,
    boolean repeat) {}
