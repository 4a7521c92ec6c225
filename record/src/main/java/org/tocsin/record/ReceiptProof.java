// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One receipt of a delivery and its way to the root in its chunk's entry: what came of one attempt
 * to reach one watcher, shown without any other (spec/bundle.md, version 2).
 *
 * @param text its ten lines, see {@link #line}
 * @param salt its salt; its leaf is SHA-256(0x00, salt, text)
 * @param index its place among the chunk's receipts, from 0
 * @param size how many receipts the chunk has
 * @param path RFC 6962 inclusion path, the leaf's sibling first
 */
public record ReceiptProof(String text, Salt salt, long index, long size, List<Hash> path) {

  /** The lines of a receipt, in their order. */
  public enum Line {
    /** {@code tocsin receipt v1}. */
    FORM,
    /** The warning's id. */
    WARNING,
    /** The watcher's number. */
    WATCHER,
    /** The kind of channel. */
    CHANNEL,
    /** The step of the plan, from 0. */
    STEP,
    /** The attempt, from 1. */
    ATTEMPT,
    /** told, deferred, failed, unreachable or answered. */
    OUTCOME,
    /** {@code first} or {@code possible repeat}. */
    REPEAT,
    /** When, by the desk's clock. */
    AT,
    /** Why, where it failed; else empty. */
    REASON
  }

  private static final String FORM = "tocsin receipt v1";
  private static final List<Line> ORDER = List.of(Line.values());
  private static final int LINES = ORDER.size();
  private static final int TEXT_MAX = 4_096;
  private static final Set<String> MEMBERS = Set.of("index", "path", "salt", "size", "text");

  /** Copies the path and refuses a text that is not a receipt's ten lines. */
  public ReceiptProof {
    path = List.copyOf(path);
    List<String> lines = List.of(text.split("\n", -1));
    if (text.length() > TEXT_MAX || lines.size() != LINES || !lines.getFirst().equals(FORM)) {
      throw RecordException.malformed(
          "a receipt has " + LINES + " lines, of which the first is '" + FORM + "'");
    }
  }

  /** A line of the text. */
  public String line(Line line) {
    return text.split("\n", -1)[ORDER.indexOf(line)];
  }

  /** Why this receipt is not one that the entry sealed; empty when it is. */
  Optional<String> fault(Entry entry) {
    Map<String, @Nullable Object> facts = entry.facts();
    if (!(facts.get("root") instanceof String root) || !entry.type().equals("ReceiptsSealed")) {
      return Optional.of("its entry seals no receipts");
    }
    boolean named =
        line(Line.WARNING).equals(entry.subject().orElse(""))
            && line(Line.CHANNEL).equals(facts.get("channel"))
            && line(Line.STEP).equals(String.valueOf(facts.get("step")))
            && line(Line.ATTEMPT).equals(String.valueOf(facts.get("attempt")))
            && Long.valueOf(size).equals(facts.get("size"));
    if (!named) {
      return Optional.of("its entry is of another warning, channel, step or attempt");
    }
    byte[] salted = new byte[Salt.BYTES + Words.bytes(text).length];
    System.arraycopy(salt.bytes(), 0, salted, 0, Salt.BYTES);
    System.arraycopy(Words.bytes(text), 0, salted, Salt.BYTES, Words.bytes(text).length);
    return Merkle.verifyInclusion(Merkle.leaf(salted), index, size, path, Hash.fromBase64(root))
        ? Optional.empty()
        : Optional.of("it does not lead to the root in its entry");
  }

  String json() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("index", index);
    json.put("path", path.stream().map(Hash::base64).toList());
    json.put("salt", salt.base64());
    json.put("size", size);
    json.put("text", text);
    return CanonicalJson.text(json);
  }

  static ReceiptProof parse(String text) {
    Map<String, @Nullable Object> json =
        CanonicalJson.parseCanonicalObject(Words.bytes(text), "receipt");
    CanonicalJson.requireMembers(json, MEMBERS, "receipt");
    List<Hash> path = new ArrayList<>();
    for (Object hash : CanonicalJson.list(json.get("path"), "receipt's path")) {
      path.add(Hash.fromBase64(CanonicalJson.string(hash, "a hash of a receipt's path")));
    }
    return new ReceiptProof(
        CanonicalJson.string(json.get("text"), "receipt's text"),
        Salt.fromBase64(CanonicalJson.string(json.get("salt"), "receipt's salt")),
        number(json.get("index"), "receipt's index"),
        number(json.get("size"), "receipt's size"),
        path);
  }

  private static long number(@Nullable Object value, String what) {
    if (value instanceof Long number && number >= 0) {
      return number;
    }
    throw RecordException.malformed(what + " must be an integer from 0");
  }
}
