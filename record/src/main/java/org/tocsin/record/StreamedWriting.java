// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.tocsin.record.CaseBundle.ProvenEntry;

/**
 * Writes the body of a case bundle of version 3 (spec/bundle.md) and keeps its hash. Not for
 * several threads.
 */
final class StreamedWriting {

  private final OutputStream out;
  private final RecordReader record;
  private final MessageDigest digest = Hash.sha256Digest();
  private final PlainEntry plain = new PlainEntry();
  private final Frontier tree = new Frontier((from, to, hashes, at) -> {});
  private long bytes;
  private long count;

  /** Writes the head. */
  StreamedWriting(
      OutputStream out, RecordReader record, CaseBundle.Meta meta, BundleHistory history)
      throws IOException {
    this.out = out;
    this.record = record;
    String signed = new String(record.checkpoint().bytes(), StandardCharsets.UTF_8);
    line(CaseBundle.HEADER_3);
    line(CaseBundle.META + meta.json());
    line(CaseBundle.CHECKPOINT + signed.lines().count());
    put(Words.bytes(signed));
    put(Words.bytes(history.text()));
  }

  /** How many entries were written. */
  long count() {
    return count;
  }

  void add(BundleWriter.Chosen choice) throws IOException {
    long index = choice.index();
    if (index < tree.size()) {
      throw RecordException.outOfRange(
          "entry " + index + " is chosen after entry " + (tree.size() - 1) + "; indexes must rise");
    }
    byte[] entry = record.entry(index);
    if (!record.hash(index, index + 1).equals(Merkle.leaf(entry))) {
      throw RecordException.brokenRecord(
          "entry " + index + " is not what the record's tiles say; verify the record's folder");
    }
    put(Words.bytes(CaseBundle.ENTRY + index + " "));
    put(entry);
    line("");
    hashes(index, CaseBundle.PROOF);
    tree.addEntry(entry, entry.length);
    if (!choice.disclosures().isEmpty()
        || !choice.notes().isEmpty()
        || !plain.recognizes(entry, 0, entry.length)) {
      notes(choice, Entry.parse(entry));
    }
    count++;
  }

  private void notes(BundleWriter.Chosen choice, Entry entry) throws IOException {
    ProvenEntry proven =
        BundleWriter.requireTrue(
            new ProvenEntry(
                choice.index(), entry, List.of(), choice.disclosures(), choice.notes()));
    choice.notes().requireAccountOf(choice.index(), entry, choice.disclosures());
    for (CaseBundle.Disclosure each : proven.disclosures()) {
      line(CaseBundle.DISCLOSE + each.json());
    }
    for (BundleNotes.Withheld each : proven.notes().withheld()) {
      line(CaseBundle.WITHHOLD + each.json());
    }
    for (ReceiptProof each : proven.notes().receipts()) {
      line(CaseBundle.RECEIPT + each.json());
    }
  }

  /** Writes the end and gives the text that is to be signed. */
  String end() throws IOException {
    hashes(record.size(), CaseBundle.REST);
    if (!tree.root().equals(record.checkpoint().checkpoint().root())) {
      throw RecordException.brokenRecord(
          "the record's tiles do not give the checkpoint's root; verify the record's folder");
    }
    line(CaseBundle.END + count);
    return StreamedBundle.sealed(bytes, Hash.finish(digest));
  }

  private void hashes(long to, String start) throws IOException {
    while (tree.size() < to) {
      int height = tree.heightTowards(to);
      Hash hash = record.hash(tree.size(), tree.size() + (1L << height));
      line(start + hash.base64());
      tree.add(height, hash);
    }
  }

  private void line(String text) throws IOException {
    put(Words.bytes(text + "\n"));
  }

  private void put(byte[] part) throws IOException {
    if (part.length > BundleLines.LINE_MAX) {
      throw RecordException.outOfRange(
          "a line of " + part.length + " bytes fits no bundle; disclose a shorter value");
    }
    digest.update(part);
    out.write(part);
    bytes += part.length;
  }
}
