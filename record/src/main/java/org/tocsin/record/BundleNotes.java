// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a bundle of version 2 says of an entry besides disclosing: which committed values it
 * withholds and why, and receipts that lead to the root in the entry.
 *
 * @param withheld in the order of the file
 * @param receipts in the order of the file
 */
public record BundleNotes(List<Withheld> withheld, List<ReceiptProof> receipts) {

  /** Nothing is said. */
  public static final BundleNotes NONE = new BundleNotes(List.of(), List.of());

  private static final Set<String> MEMBERS = Set.of("at", "name", "why");

  /** Why a committed value is not shown. */
  public enum Why {
    /** It says who somebody is. */
    PERSONAL("personal"),
    /** It is not for these readers. */
    RESTRICTED("restricted"),
    /** Value and salt were destroyed; nobody can show it any more. */
    ERASED("erased");

    private final String word;

    Why(String word) {
      this.word = word;
    }

    /** The word in the file. */
    public String word() {
      return word;
    }

    static Why parse(String word) {
      return Arrays.stream(values())
          .filter(why -> why.word.equals(word))
          .findFirst()
          .orElseThrow(() ->
              RecordException.malformed(
                  "'" + Words.excerpt(word) + "' is none of personal, restricted, erased"));
    }
  }

  /**
   * A committed value that is not shown.
   *
   * @param name the commitment's name in the entry
   * @param why why not
   * @param at when it was erased, by the desk's clock; null exactly when it was not
   */
  public record Withheld(String name, Why why, @Nullable Instant at) {

    /** Refuses a time without an erasure, and the reverse. */
    public Withheld {
      if ((at == null) == (why == Why.ERASED)) {
        throw RecordException.malformed(
            "'" + Words.excerpt(name) + "': 'at' goes with why 'erased', and only with it");
      }
    }

    /** One that is there but not shown. */
    public Withheld(String name, Why why) {
      this(name, why, null);
    }

    String json() {
      Map<String, @Nullable Object> json = new LinkedHashMap<>();
      if (at != null) {
        json.put("at", at.toString());
      }
      json.put("name", name);
      json.put("why", why.word());
      return CanonicalJson.text(json);
    }

    static Withheld parse(String text) {
      Map<String, @Nullable Object> json =
          CanonicalJson.parseCanonicalObject(Words.bytes(text), "withheld value");
      CanonicalJson.requireMembers(json, MEMBERS, "withheld value");
      return new Withheld(
          CanonicalJson.string(json.get("name"), "withheld value's name"),
          Why.parse(CanonicalJson.string(json.get("why"), "withheld value's why")),
          json.containsKey("at")
              ? Entry.instant(
                  CanonicalJson.string(json.get("at"), "withheld value's at"),
                  "withheld value's at")
              : null);
    }
  }

  /** Copies the lists. */
  public BundleNotes {
    withheld = List.copyOf(withheld);
    receipts = List.copyOf(receipts);
  }

  boolean isEmpty() {
    return withheld.isEmpty() && receipts.isEmpty();
  }

  /**
   * Refuses to pass over a commitment in silence, or to speak twice or of one that is not there.
   */
  void requireAccountOf(long index, Entry entry, List<CaseBundle.Disclosure> disclosures) {
    Set<String> said =
        disclosures.stream().map(CaseBundle.Disclosure::name).collect(Collectors.toSet());
    for (Withheld each : withheld) {
      if (!entry.commitments().containsKey(each.name()) || !said.add(each.name())) {
        throw RecordException.malformed(
            "entry "
                + index
                + " withholds '"
                + Words.excerpt(each.name())
                + "', which it does not commit to or which was named before");
      }
    }
    Set<String> silent = new HashSet<>(entry.commitments().keySet());
    silent.removeAll(said);
    if (!silent.isEmpty()) {
      throw RecordException.malformed(
          "entry "
              + index
              + " neither discloses nor withholds '"
              + Words.excerpt(silent.iterator().next())
              + "'");
    }
  }
}
