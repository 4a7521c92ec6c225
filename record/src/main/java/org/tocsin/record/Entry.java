// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the record: an act in public facts and commitments (spec/entry.md, version 1).
 *
 * <p>Its bytes are canonical JSON of at most 65,535 bytes; equal entries have equal bytes. Personal
 * or restricted values never stand in {@code facts}: they stand as commitments.
 *
 * @param type what happened, in the past tense, such as {@code WarningApproved}
 * @param at when, by the desk's clock
 * @param by the officer's pseudonym or {@code system}
 * @param caseId the case it belongs to, if any
 * @param subject what it is about, such as a warning's id, if any
 * @param facts public values as JSON
 * @param commitments commitments by the name of the value that they hide
 */
public record Entry(
    String type,
    Instant at,
    String by,
    Optional<String> caseId,
    Optional<String> subject,
    Map<String, @Nullable Object> facts,
    Map<String, Commitment> commitments) {

  /** The largest entry, which c2sp.org/tlog-tiles sets by its two length bytes. */
  public static final int MAX_BYTES = 65_535;

  private static final long VERSION = 1;
  private static final Pattern TYPE = Pattern.compile("[A-Z][A-Za-z0-9]{0,63}");
  private static final Set<String> MEMBERS =
      Set.of("v", "type", "at", "by", "case", "subject", "facts", "commitments");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

  /** Refuses what has no byte form; copies the maps. */
  public Entry {
    if (!TYPE.matcher(type).matches()) {
      throw RecordException.malformed(
          "entry type '"
              + Words.excerpt(type)
              + "' must be a past-tense word such as WarningApproved (letters and digits, at most"
              + " 64)");
    }
    if (at.isBefore(EARLIEST) || at.isAfter(LATEST)) {
      throw RecordException.outOfRange("entry time " + at + " must be in the years 1 to 9999");
    }
    requireLabel(by, "by");
    caseId.ifPresent(label -> requireLabel(label, "case"));
    subject.ifPresent(label -> requireLabel(label, "subject"));
    commitments.keySet().forEach(name -> requireLabel(name, "name of a commitment"));
    facts = Collections.unmodifiableMap(new TreeMap<>(facts));
    commitments = Collections.unmodifiableMap(new TreeMap<>(commitments));
    requireFits(canonical(type, at, by, caseId, subject, facts, commitments));
  }

  /** Begins an entry. */
  public static Builder builder(String type, Instant at, String by) {
    return new Builder(type, at, by);
  }

  /** Reads the bytes of an entry; anything not canonical or not named in the format is refused. */
  public static Entry parse(byte[] bytes) {
    requireFits(bytes);
    Map<String, @Nullable Object> json = CanonicalJson.parseCanonicalObject(bytes, "entry");
    CanonicalJson.requireMembers(json, MEMBERS, "entry");
    if (!Long.valueOf(VERSION).equals(json.get("v"))) {
      throw RecordException.malformed("entry has version " + json.get("v") + "; 1 is known");
    }
    Map<String, Commitment> commitments = new LinkedHashMap<>();
    CanonicalJson.object(json.get("commitments"), "entry's commitments")
        .forEach((name, hash) ->
            commitments.put(
                name,
                new Commitment(Hash.fromBase64(CanonicalJson.string(hash, "commitment " + name)))));
    return new Entry(
        CanonicalJson.string(json.get("type"), "entry's type"),
        instant(CanonicalJson.string(json.get("at"), "entry's at"), "entry's at"),
        CanonicalJson.string(json.get("by"), "entry's by"),
        label(json, "case"),
        label(json, "subject"),
        CanonicalJson.object(json.get("facts"), "entry's facts"),
        commitments);
  }

  /** The canonical bytes that the record keeps and hashes. */
  public byte[] bytes() {
    return canonical(type, at, by, caseId, subject, facts, commitments);
  }

  /** A time in the one form of the formats: UTC, as {@link Instant#toString()} writes it. */
  static Instant instant(String text, String what) {
    try {
      Instant instant = Instant.parse(text);
      if (instant.toString().equals(text)) {
        return instant;
      }
    } catch (DateTimeException e) {
      // Falls through to the refusal, which says more than the parser does.
    }
    throw RecordException.malformed(
        what
            + " '"
            + Words.excerpt(text)
            + "' is not a UTC time such as 2024-03-07T20:00:00Z (fractions of 3, 6 or 9 digits)");
  }

  private static Optional<String> label(Map<String, @Nullable Object> json, String name) {
    return json.containsKey(name)
        ? Optional.of(CanonicalJson.string(json.get(name), "entry's " + name))
        : Optional.empty();
  }

  private static byte[] canonical(
      String type,
      Instant at,
      String by,
      Optional<String> caseId,
      Optional<String> subject,
      Map<String, @Nullable Object> facts,
      Map<String, Commitment> commitments) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("v", VERSION);
    json.put("type", type);
    json.put("at", at.toString());
    json.put("by", by);
    caseId.ifPresent(label -> json.put("case", label));
    subject.ifPresent(label -> json.put("subject", label));
    json.put("facts", facts);
    Map<String, @Nullable Object> hashes = new LinkedHashMap<>();
    commitments.forEach((name, commitment) -> hashes.put(name, commitment.hash().base64()));
    json.put("commitments", hashes);
    return CanonicalJson.write(json);
  }

  static void requireLabel(String label, String what) {
    if (label.isBlank() || label.length() > 200 || Words.hasControl(label)) {
      throw RecordException.malformed(
          "entry's "
              + what
              + " '"
              + Words.excerpt(label)
              + "' must have 1 to 200 characters and no control character");
    }
  }

  private static void requireFits(byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      throw RecordException.outOfRange(
          "entry has "
              + bytes.length
              + " bytes, more than the 65,535 of a record; keep the long"
              + " value elsewhere and commit to it");
    }
  }

  /** Gathers an entry. Not for several threads. */
  public static final class Builder {
    private final String type;
    private final Instant at;
    private final String by;
    private Optional<String> caseId = Optional.empty();
    private Optional<String> subject = Optional.empty();
    private final Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    private final Map<String, Commitment> commitments = new LinkedHashMap<>();

    private Builder(String type, Instant at, String by) {
      this.type = type;
      this.at = at;
      this.by = by;
    }

    /** Sets the case. */
    public Builder caseId(String id) {
      caseId = Optional.of(id);
      return this;
    }

    /** Sets what it is about. */
    public Builder subject(String id) {
      subject = Optional.of(id);
      return this;
    }

    /** Adds a public fact: a JSON value as {@link CanonicalJson} takes it. */
    public Builder fact(String name, @Nullable Object value) {
      facts.put(name, value);
      return this;
    }

    /** Adds a commitment to a value that the entry does not show. */
    public Builder commitment(String name, Commitment commitment) {
      commitments.put(name, commitment);
      return this;
    }

    /** The entry. */
    public Entry build() {
      return new Entry(type, at, by, caseId, subject, facts, commitments);
    }
  }
}
