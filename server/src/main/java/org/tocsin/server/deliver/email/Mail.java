// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.email;

/**
 * A mail ready to be sent.
 *
 * @param sender where bounces go (RFC 5321 §4.1.1.2)
 * @param recipient for whom, one and no more
 * @param beyondAscii whether an address holds letters that only SMTPUTF8 (RFC 6531) can carry
 * @param octets headers and body with CR LF at every line's end
 */
record Mail(String sender, String recipient, boolean beyondAscii, byte[] octets) {
  @Override
  public String toString() {
    return "Mail[%d octets]".formatted(octets.length);
  }
}
