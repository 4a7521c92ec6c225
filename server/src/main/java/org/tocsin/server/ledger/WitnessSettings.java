// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.tocsin.record.NoteVerifier;
import org.tocsin.record.RecordException;

/**
 * Settings {@code tocsin.record.witness…}: who is asked to cosign this record
 * (c2sp.org/tlog-witness).
 *
 * @param witnesses by a short name: where each takes checkpoints, and its keys; default none
 * @param witnessQuorum how many of them must have cosigned a checkpoint until it counts as
 *     witnessed, default 1
 * @param witnessEvery how often each is asked at most, 1 s to 1 h, default 10 s
 */
@ConfigurationProperties("tocsin.record")
public record WitnessSettings(
    @DefaultValue Map<String, Asked> witnesses,
    @DefaultValue("1") int witnessQuorum,
    @DefaultValue("10s") Duration witnessEvery) {

  /** A checkpoint holds 64 signatures, and a witness may have two keys. */
  static final int MOST = 16;

  private static final String SETTING = "tocsin.record.witnesses.%s.%s";

  /**
   * One witness.
   *
   * @param url its submission prefix, without {@code /add-checkpoint}
   * @param keys its verifier keys (c2sp.org/signed-note), at least one, all of them for
   *     cosignatures
   */
  public record Asked(@Nullable URI url, @DefaultValue List<String> keys) {
    /** Copies the list. */
    public Asked {
      keys = List.copyOf(keys);
    }
  }

  /** Refuses witnesses that cannot be asked or told apart. */
  public WitnessSettings {
    witnesses = Map.copyOf(witnesses);
    if (witnesses.size() > MOST) {
      throw new IllegalArgumentException(
          "tocsin.record.witnesses names %d witnesses; at most %d can be asked"
              .formatted(witnesses.size(), MOST));
    }
    if (witnessQuorum < 1 || witnessQuorum > Math.max(1, witnesses.size())) {
      throw new IllegalArgumentException(
          "tocsin.record.witness-quorum is %d; with %d witnesses it must be 1 to %d"
              .formatted(witnessQuorum, witnesses.size(), Math.max(1, witnesses.size())));
    }
    if (witnessEvery.compareTo(Duration.ofSeconds(1)) < 0
        || witnessEvery.compareTo(Duration.ofHours(1)) > 0) {
      throw new IllegalArgumentException(
          "tocsin.record.witness-every is %s; it must be 1s to 1h".formatted(witnessEvery));
    }
    Set<NoteVerifier> seen = new HashSet<>();
    witnesses.forEach((name, asked) -> {
      requireAddress(name, asked.url());
      for (NoteVerifier key : keysOf(name, asked)) {
        if (!seen.add(key)) {
          throw new IllegalArgumentException(
              SETTING.formatted(name, "keys")
                  + ": the key of "
                  + key.name()
                  + " stands twice; one witness counts once");
        }
      }
    });
  }

  /** A witness ready to be asked. */
  record Named(String name, URI url, List<NoteVerifier> keys) {}

  /** All of them, by name. */
  List<Named> named() {
    return new TreeMap<>(witnesses)
        .entrySet().stream()
            .map(each ->
                new Named(
                    each.getKey(),
                    requireAddress(each.getKey(), each.getValue().url()),
                    keysOf(each.getKey(), each.getValue())))
            .toList();
  }

  private static URI requireAddress(String name, @Nullable URI url) {
    boolean web =
        url != null
            && ("https".equals(url.getScheme()) || "http".equals(url.getScheme()))
            && url.getHost() != null
            && url.getUserInfo() == null
            && url.getRawQuery() == null
            && url.getRawFragment() == null;
    if (url == null || !web) {
      throw new IllegalArgumentException(
          SETTING.formatted(name, "url")
              + ": '%s' must be like https://witness.example.org/prefix".formatted(url));
    }
    return url;
  }

  private static List<NoteVerifier> keysOf(String name, Asked asked) {
    List<NoteVerifier> keys = parsed(SETTING.formatted(name, "keys"), asked.keys());
    if (keys.isEmpty() || !keys.stream().allMatch(NoteVerifier::isWitness)) {
      throw new IllegalArgumentException(
          SETTING.formatted(name, "keys")
              + ": a witness is known by one or more cosignature keys (type 0x04 or 0x06) of the"
              + " form name+keyid+base64; take them from whoever runs it");
    }
    return keys;
  }

  /** Reads verifier keys of a setting. */
  static List<NoteVerifier> parsed(String setting, Collection<String> vkeys) {
    try {
      return vkeys.stream().map(vkey -> NoteVerifier.parse(vkey.strip())).toList();
    } catch (RecordException e) {
      // Without the cause: of a setting that is wrong the start shows the innermost words.
      throw new IllegalArgumentException(setting + ": " + e.getMessage());
    }
  }
}
