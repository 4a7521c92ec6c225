// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tocsin.record.NoteSigner;
import org.tocsin.record.NoteVerifier;

/**
 * The record's key in a device of its own, by PKCS #11: whoever takes the whole data folder cannot
 * sign. Made in the device where it has none of that label; a change makes the next one beside it.
 */
final class DeviceKey implements KeyPlace {

  private static final Logger log = LoggerFactory.getLogger(DeviceKey.class);
  private static final String SEALED = "pkcs11 ";

  private final Pkcs11 device;
  private final String origin;
  private final SecureRandom random = new SecureRandom();
  private volatile NoteSigner key;
  private volatile Optional<NoteSigner> next = Optional.empty();
  private volatile String nextLabel = "";

  /**
   * That of a token.
   *
   * @param origin the record's name, which the device does not keep
   * @param label the key's label; of the last change the one that the device has
   */
  DeviceKey(Pkcs11 device, String origin, String label) {
    if (origin.isBlank()) {
      throw LedgerProblem.KEY_SEALED.because(
          "a key in a device needs tocsin.record.origin, which the device does not keep");
    }
    this.device = device;
    this.origin = origin;
    this.key = signer(label, device.findPublicKey(label).orElseGet(() -> device.generate(label)));
  }

  private NoteSigner signer(String label, byte[] publicKey) {
    NoteVerifier verifier = NoteVerifier.ofEd25519(origin, publicKey);
    return new NoteSigner() {
      @Override
      public NoteVerifier verifier() {
        return verifier;
      }

      @Override
      public byte[] sign(byte[] text) {
        return device.sign(label, text);
      }
    };
  }

  @Override
  public NoteSigner current() {
    return key;
  }

  @Override
  public Made make() {
    byte[] drawn = new byte[6];
    random.nextBytes(drawn);
    String label = "tocsin-record-" + HexFormat.of().formatHex(drawn);
    return new Made(signer(label, device.generate(label)), SEALED + label);
  }

  @Override
  public NoteSigner take(String sealed) {
    if (!sealed.startsWith(SEALED)) {
      throw LedgerProblem.KEY_SEALED.because("the next key is no key of the device");
    }
    String label = sealed.substring(SEALED.length());
    NoteSigner taken =
        signer(
            label,
            device
                .findPublicKey(label)
                .orElseThrow(() ->
                    LedgerProblem.KEY_SEALED.because(
                        "the device of this node has no key '%s'".formatted(label))));
    next = Optional.of(taken);
    nextLabel = label;
    return taken;
  }

  @Override
  public void promote() {
    key = next.orElseThrow();
    log.info(
        "the record's key in the device is {}: name it in tocsin.record.pkcs11.label", nextLabel);
  }
}
