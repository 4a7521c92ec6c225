// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.tocsin.record.NoteVerifier;

/**
 * Settings {@code tocsin.witness.*}: whether this server is a witness of other records.
 *
 * @param logs the verifier keys of the records that it watches, whose names are the origins;
 *     several keys of one name are all trusted; default none: it is no witness
 * @param name the name of its key, read once, when the key is made; default a name of chance
 * @param keyPassphraseFile a file with the passphrase under which its key lies; default none
 */
@ConfigurationProperties("tocsin.witness")
public record OwnWitnessSettings(
    @DefaultValue List<String> logs,
    @DefaultValue("") String name,
    @DefaultValue("") String keyPassphraseFile) {

  private static final String LOGS = "tocsin.witness.logs";

  /** Refuses keys that sign no checkpoints. */
  public OwnWitnessSettings {
    logs = logs.stream().filter(log -> !log.isBlank()).toList();
    for (NoteVerifier key : WitnessSettings.parsed(LOGS, logs)) {
      if (key.isWitness()) {
        throw new IllegalArgumentException(
            LOGS
                + ": the key of "
                + key.name()
                + " is a witness's; the key of a record (type 0x01) is needed");
      }
    }
  }

  /** The keys trusted for each origin. */
  Map<String, List<NoteVerifier>> trusted() {
    return WitnessSettings.parsed(LOGS, logs).stream()
        .collect(Collectors.groupingBy(NoteVerifier::name));
  }
}
