// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A case in one file: chosen entries of a record with their proofs, the signed checkpoint that they
 * lead to, and the values that are disclosed (spec/bundle.md, versions 1 and 2).
 *
 * <p>This is what the text of the bundle's note says; whether it is true is for {@link
 * BundleVerifier}. There is one text for each bundle.
 *
 * @param meta what the bundle is about and whose it is
 * @param checkpoint the checkpoint that all proofs lead to
 * @param history what it tells of the record before; nothing in version 1
 * @param entries the chosen entries by rising index
 */
public record CaseBundle(
    Meta meta, SignedCheckpoint checkpoint, BundleHistory history, List<ProvenEntry> entries) {

  /** The first line of version 1. */
  public static final String HEADER = "tocsin.org/case-bundle@v1";

  /** The first line of version 2, which says for whom it is and what it withholds. */
  public static final String HEADER_2 = "tocsin.org/case-bundle@v2";

  /** The first line of version 3, which has no limit of size and is read as it comes. */
  public static final String HEADER_3 = "tocsin.org/case-bundle@v3";

  /** The largest bundle of version 1 or 2 that is written or read. */
  public static final int MAX_BYTES = 64 << 20;

  static final String META = "meta ";
  static final String CHECKPOINT = "checkpoint ";
  static final String ENTRY = "entry ";
  static final String PROOF = "proof ";
  static final String DISCLOSE = "disclose ";
  static final String WITHHOLD = "withhold ";
  static final String RECEIPT = "receipt ";
  static final String REST = "rest ";
  static final String END = "end ";

  private static final Set<String> META_MEMBERS = Set.of("case", "made", "origin", "title", "vkey");
  private static final Set<String> DISCLOSURE_MEMBERS = Set.of("name", "salt", "value");

  /**
   * The first section.
   *
   * @param caseId the case
   * @param title its title
   * @param madeAt when the bundle was made, by the desk's clock
   * @param key the record's public key as the desk states it; its name is the origin
   * @param scope for whom it was made; empty in version 1
   */
  public record Meta(
      String caseId, String title, Instant madeAt, NoteVerifier key, Optional<BundleScope> scope) {

    /** Refuses labels that do not fit a line. */
    public Meta {
      Entry.requireLabel(caseId, "case");
      Entry.requireLabel(title, "title");
    }

    /** That of version 1. */
    public Meta(String caseId, String title, Instant madeAt, NoteVerifier key) {
      this(caseId, title, madeAt, key, Optional.empty());
    }

    String json() {
      Map<String, @Nullable Object> json = new LinkedHashMap<>();
      json.put("case", caseId);
      json.put("made", madeAt.toString());
      json.put("origin", key.name());
      json.put("title", title);
      json.put("vkey", key.vkey());
      scope.ifPresent(stated -> {
        json.put("level", stated.level().word());
        json.put("omitted", stated.omitted());
      });
      return CanonicalJson.text(json);
    }

    static Meta parse(String json, boolean second) {
      Map<String, @Nullable Object> meta =
          CanonicalJson.parseCanonicalObject(Words.bytes(json), "meta");
      Set<String> members = new HashSet<>(META_MEMBERS);
      if (second) {
        members.addAll(BundleScope.META_MEMBERS);
      }
      CanonicalJson.requireMembers(meta, members, "meta");
      NoteVerifier key = NoteVerifier.parse(CanonicalJson.string(meta.get("vkey"), "meta's vkey"));
      if (!key.name().equals(CanonicalJson.string(meta.get("origin"), "meta's origin"))) {
        throw RecordException.malformed("meta's origin is not the name of its vkey");
      }
      return new Meta(
          CanonicalJson.string(meta.get("case"), "meta's case"),
          CanonicalJson.string(meta.get("title"), "meta's title"),
          Entry.instant(CanonicalJson.string(meta.get("made"), "meta's made"), "meta's made"),
          key,
          second ? Optional.of(BundleScope.parse(meta)) : Optional.empty());
    }
  }

  /**
   * A committed value, shown.
   *
   * @param name the commitment's name in the entry
   * @param value the value as JSON
   * @param salt its salt
   */
  public record Disclosure(String name, @Nullable Object value, Salt salt) {

    String json() {
      Map<String, @Nullable Object> json = new LinkedHashMap<>();
      json.put("name", name);
      json.put("salt", salt.base64());
      json.put("value", value);
      return CanonicalJson.text(json);
    }

    static Disclosure parse(String text) {
      Map<String, @Nullable Object> json =
          CanonicalJson.parseCanonicalObject(Words.bytes(text), "disclosure");
      CanonicalJson.requireMembers(json, DISCLOSURE_MEMBERS, "disclosure");
      if (!json.containsKey("value")) {
        throw RecordException.malformed("a disclosure has no value; write null if that was it");
      }
      return new Disclosure(
          CanonicalJson.string(json.get("name"), "disclosure's name"),
          json.get("value"),
          Salt.fromBase64(CanonicalJson.string(json.get("salt"), "disclosure's salt")));
    }

    /** Whether this is what the entry committed to under its name. */
    boolean opens(Entry entry) {
      return Optional.ofNullable(entry.commitments().get(name))
          .map(commitment -> commitment.opens(value, salt))
          .orElse(false);
    }
  }

  /**
   * An entry and its way to the checkpoint's root.
   *
   * @param index its index in the record
   * @param entry the entry
   * @param proof its inclusion proof, the leaf's sibling first
   * @param disclosures values of its commitments, each name at most once
   * @param notes what else is said of it; nothing in version 1
   */
  public record ProvenEntry(
      long index, Entry entry, List<Hash> proof, List<Disclosure> disclosures, BundleNotes notes) {

    /** One of version 1. */
    public ProvenEntry(long index, Entry entry, List<Hash> proof, List<Disclosure> disclosures) {
      this(index, entry, proof, disclosures, BundleNotes.NONE);
    }

    /** Copies the lists. */
    public ProvenEntry {
      proof = List.copyOf(proof);
      disclosures = List.copyOf(disclosures);
      Set<String> names = new HashSet<>();
      for (Disclosure disclosure : disclosures) {
        if (!names.add(disclosure.name())) {
          throw RecordException.malformed(
              "entry " + index + " discloses '" + Words.excerpt(disclosure.name()) + "' twice");
        }
      }
    }
  }

  /** One that tells of nothing before. */
  public CaseBundle(Meta meta, SignedCheckpoint checkpoint, List<ProvenEntry> entries) {
    this(meta, checkpoint, BundleHistory.NONE, entries);
  }

  /** Refuses entries out of order, and those of version 2 that pass over a commitment. */
  public CaseBundle {
    entries = List.copyOf(entries);
    if (meta.scope().isEmpty() && !history.isEmpty()) {
      throw RecordException.malformed("a bundle of version 1 tells of nothing before");
    }
    long before = -1;
    for (ProvenEntry entry : entries) {
      if (entry.index <= before) {
        throw RecordException.malformed(
            "entry " + entry.index + " stands after entry " + before + "; indexes must rise");
      }
      before = entry.index;
      if (meta.scope().isPresent()) {
        entry.notes.requireAccountOf(entry.index, entry.entry, entry.disclosures);
      } else if (!entry.notes.isEmpty()) {
        throw RecordException.malformed("entry " + entry.index + " has lines of version 2");
      }
    }
  }

  /** The text that is signed. */
  public String text() {
    StringBuilder text =
        new StringBuilder(meta.scope().isPresent() ? HEADER_2 : HEADER).append('\n');
    text.append(META).append(meta.json()).append('\n');
    String signed = new String(checkpoint.bytes(), StandardCharsets.UTF_8);
    text.append(CHECKPOINT).append(signed.lines().count()).append('\n').append(signed);
    text.append(history.text());
    for (ProvenEntry entry : entries) {
      String json = new String(entry.entry.bytes(), StandardCharsets.UTF_8);
      text.append(ENTRY).append(entry.index).append(' ').append(json).append('\n');
      entry.proof.forEach(hash -> text.append(PROOF).append(hash.base64()).append('\n'));
      entry.disclosures.forEach(d -> text.append(DISCLOSE).append(d.json()).append('\n'));
      entry.notes.withheld().forEach(w -> text.append(WITHHOLD).append(w.json()).append('\n'));
      entry.notes.receipts().forEach(r -> text.append(RECEIPT).append(r.json()).append('\n'));
    }
    return text.append(END).append(entries.size()).append('\n').toString();
  }

  /** Reads the text of a bundle's note. */
  public static CaseBundle parse(String text) {
    Lines lines = new Lines(text);
    String header = lines.take();
    if (!header.equals(HEADER) && !header.equals(HEADER_2)) {
      throw RecordException.malformed(
          "a case bundle begins with the line " + HEADER + " or " + HEADER_2);
    }
    Meta meta = Meta.parse(lines.take(META), header.equals(HEADER_2));
    SignedCheckpoint checkpoint = checkpoint(lines);
    BundleHistory history = BundleHistory.parse(lines);
    List<ProvenEntry> entries = new ArrayList<>();
    while (lines.next(ENTRY)) {
      entries.add(entry(lines));
    }
    long stated = Words.decimal(lines.take(END), "the number of entries at the end");
    if (stated != entries.size() || !lines.atEnd()) {
      throw RecordException.malformed(
          "the bundle ends with 'end "
              + stated
              + "' after "
              + entries.size()
              + " entries; the number must be theirs and nothing may follow");
    }
    CaseBundle bundle = new CaseBundle(meta, checkpoint, history, entries);
    if (!bundle.text().equals(text)) {
      throw RecordException.malformed("the bundle's text is not in its one canonical form");
    }
    return bundle;
  }

  private static SignedCheckpoint checkpoint(Lines lines) {
    long count = Words.decimal(lines.take(CHECKPOINT), "the checkpoint's number of lines");
    StringBuilder text = new StringBuilder();
    for (long i = 0; i < Math.min(count, 256); i++) {
      text.append(lines.take()).append('\n');
    }
    return SignedCheckpoint.parse(Words.bytes(text.toString()));
  }

  private static ProvenEntry entry(Lines lines) {
    String line = lines.take(ENTRY);
    int space = line.indexOf(' ');
    if (space < 0) {
      throw RecordException.malformed("an entry line is 'entry <index> <JSON>'");
    }
    long index = Words.decimal(line.substring(0, space), "an entry's index");
    Entry entry = Entry.parse(Words.bytes(line.substring(space + 1)));
    List<Hash> proof = new ArrayList<>();
    while (lines.next(PROOF)) {
      proof.add(Hash.fromBase64(lines.take(PROOF)));
    }
    List<Disclosure> disclosures = new ArrayList<>();
    while (lines.next(DISCLOSE)) {
      disclosures.add(Disclosure.parse(lines.take(DISCLOSE)));
    }
    List<BundleNotes.Withheld> withheld = new ArrayList<>();
    while (lines.next(WITHHOLD)) {
      withheld.add(BundleNotes.Withheld.parse(lines.take(WITHHOLD)));
    }
    List<ReceiptProof> receipts = new ArrayList<>();
    while (lines.next(RECEIPT)) {
      receipts.add(ReceiptProof.parse(lines.take(RECEIPT)));
    }
    return new ProvenEntry(index, entry, proof, disclosures, new BundleNotes(withheld, receipts));
  }

  /** The lines of a text, one after the other; each ends in a newline. */
  static final class Lines {
    private final String text;
    private int at;
    private int number;

    Lines(String text) {
      this.text = text;
    }

    boolean atEnd() {
      return at == text.length();
    }

    boolean next(String start) {
      return text.startsWith(start, at);
    }

    String take() {
      int end = text.indexOf('\n', at);
      if (end < 0) {
        throw RecordException.malformed("the bundle ends after line " + number + ", too soon");
      }
      String line = text.substring(at, end);
      at = end + 1;
      number++;
      return line;
    }

    /** The rest of a line that must begin with a keyword. */
    String take(String start) {
      if (!next(start)) {
        throw RecordException.malformed(
            "line " + (number + 1) + " of the bundle must begin with '" + start.strip() + "'");
      }
      return take().substring(start.length());
    }
  }
}
