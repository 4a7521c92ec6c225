// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code tocsin.record.pkcs11}: the device that keeps the record's key.
 *
 * @param library the device's PKCS #11 module; empty: the key is a file
 * @param token the label of the token
 * @param label the label of the key in it; made where there is none
 * @param pinFile a file with the PIN
 */
@ConfigurationProperties("tocsin.record.pkcs11")
record DeviceSettings(
    @DefaultValue("") String library,
    @DefaultValue("tocsin") String token,
    @DefaultValue("tocsin-record") String label,
    @DefaultValue("") String pinFile) {

  /**
   * The token, opened with its PIN, which is read from the file and kept nowhere else.
   *
   * @throws org.tocsin.server.kernel.Problem T9057 that says what is missing
   */
  Pkcs11 open() {
    if (pinFile.isBlank()) {
      throw LedgerProblem.KEY_SEALED.because("tocsin.record.pkcs11.pin-file is not set");
    }
    try {
      String pin = Files.readString(Path.of(pinFile)).strip();
      return Pkcs11.open(Path.of(library), token, pin.toCharArray());
    } catch (IOException e) {
      throw LedgerProblem.KEY_SEALED.because("the file of the PIN cannot be read: " + pinFile);
    }
  }
}
