// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tocsin.record.CaseBundle.Disclosure;
import org.tocsin.record.CaseBundle.Meta;
import org.tocsin.record.CaseBundle.ProvenEntry;

/**
 * A case bundle of version 3, read from its beginning to its end in the memory of one entry
 * (spec/bundle.md). Whether it is true is for {@link BundleVerifier}. Not for several threads.
 *
 * @param meta what the bundle is about and whose it is
 * @param checkpoint the checkpoint
 * @param history what it tells of the record before
 * @param entries how many entries
 * @param root the root that entries and hashes give together
 * @param sealed the text that its last note must have: length and hash of the body
 * @param note the last note
 */
record StreamedBundle(
    Meta meta,
    SignedCheckpoint checkpoint,
    BundleHistory history,
    long entries,
    Hash root,
    String sealed,
    SignedNote note) {

  /** The note at the end has two lines and a signature. */
  private static final int NOTE_MAX = 4096;

  private static final int CHECKPOINT_LINES_MAX = 256;
  private static final int HISTORY_MAX = 8 << 20;

  /** What an entry of 65,535 bytes can need; keeps the memory of one entry bounded. */
  private static final int NOTES_MAX = 10_000;

  private static final byte[] META = ascii(CaseBundle.META);
  private static final byte[] CHECKPOINT = ascii(CaseBundle.CHECKPOINT);
  private static final byte[] ENTRY = ascii(CaseBundle.ENTRY);
  private static final byte[] PROOF = ascii(CaseBundle.PROOF);
  private static final byte[] DISCLOSE = ascii(CaseBundle.DISCLOSE);
  private static final byte[] WITHHOLD = ascii(CaseBundle.WITHHOLD);
  private static final byte[] RECEIPT = ascii(CaseBundle.RECEIPT);
  private static final byte[] REST = ascii(CaseBundle.REST);
  private static final byte[] HANDOVER = ascii(BundleHistory.HANDOVER);
  private static final byte[] EARLIER = ascii(BundleHistory.EARLIER);
  private static final byte[] CONSISTENT = ascii(BundleHistory.CONSISTENT);
  private static final byte[] END = ascii(CaseBundle.END);

  /** Hears of what a bundle holds, in the order of the file. */
  interface Listener extends Frontier.Nodes {
    /** First of all. */
    default void begun(Meta meta, SignedCheckpoint checkpoint) {}

    /** An entry that commits to nothing and of which nothing more is said. */
    default void plain(long index, byte[] entry, int length) {}

    /** Any other entry; its proof is empty, since the version has none of single entries. */
    default void entry(ProvenEntry entry) {}

    @Override
    default void node(long from, long to, byte[] hashes, int at) {}
  }

  /** The text of the note that ends a bundle. */
  static String sealed(long bodyBytes, Hash body) {
    return CaseBundle.HEADER_3 + "\nbody " + bodyBytes + " " + body.base64() + "\n";
  }

  /**
   * Reads a whole bundle.
   *
   * @throws RecordException if it is not well formed; what was heard until then means nothing
   */
  static StreamedBundle read(InputStream in, Listener listener) throws IOException {
    return new Reading(new BundleLines(in), listener).all();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static final class Reading {
    private final BundleLines lines;
    private final Listener listener;
    private final PlainEntry plain = new PlainEntry();
    private final Frontier tree;
    private final byte[] entry = new byte[Entry.MAX_BYTES];

    Reading(BundleLines lines, Listener listener) {
      this.lines = lines;
      this.listener = listener;
      this.tree = new Frontier(listener);
    }

    StreamedBundle all() throws IOException {
      if (!lines.take(new byte[0]).equals(CaseBundle.HEADER_3)) {
        throw RecordException.malformed(
            "a streamed case bundle begins with the line " + CaseBundle.HEADER_3);
      }
      Meta meta = Meta.parse(lines.take(META), true);
      SignedCheckpoint checkpoint = checkpoint();
      BundleHistory history = history();
      listener.begun(meta, checkpoint);
      long size = checkpoint.checkpoint().size();
      long entries = 0;
      while (lines.next(ENTRY)) {
        entry(size);
        entries++;
      }
      hashes(size, REST);
      long stated = Words.decimal(lines.take(END), "the number of entries at the end");
      if (stated != entries) {
        throw RecordException.malformed(
            "the bundle ends with 'end " + stated + "' after " + entries + " entries");
      }
      String sealed = sealed(lines.taken(), lines.hash());
      SignedNote note = SignedNote.parse(lines.rest(NOTE_MAX), NOTE_MAX);
      return new StreamedBundle(meta, checkpoint, history, entries, tree.root(), sealed, note);
    }

    private SignedCheckpoint checkpoint() throws IOException {
      long count = Words.decimal(lines.take(CHECKPOINT), "the checkpoint's number of lines");
      if (count > CHECKPOINT_LINES_MAX) {
        throw RecordException.malformed(
            "the checkpoint has "
                + count
                + " lines; at most "
                + CHECKPOINT_LINES_MAX
                + " are read");
      }
      StringBuilder text = new StringBuilder();
      for (long i = 0; i < count; i++) {
        text.append(lines.take(new byte[0])).append('\n');
        if (text.length() > SignedNote.MAX_BYTES) {
          throw RecordException.malformed("the checkpoint is longer than a mebibyte");
        }
      }
      return SignedCheckpoint.parse(Words.bytes(text.toString()));
    }

    private BundleHistory history() throws IOException {
      StringBuilder text = new StringBuilder();
      while (lines.next(HANDOVER) || lines.next(EARLIER)) {
        String first = historyLine(text);
        String count = first.substring(first.indexOf(' ') + 1);
        for (long left = Words.decimal(count, "a number of lines"); left > 0; left--) {
          historyLine(text);
        }
        while (lines.next(CONSISTENT)) {
          historyLine(text);
        }
      }
      CaseBundle.Lines all = new CaseBundle.Lines(text.toString());
      BundleHistory history = BundleHistory.parse(all);
      if (!all.atEnd()) {
        throw RecordException.malformed("changes of the key stand before earlier checkpoints");
      }
      return history;
    }

    private String historyLine(StringBuilder text) throws IOException {
      String line = lines.take(new byte[0]);
      text.append(line).append('\n');
      if (text.length() > HISTORY_MAX) {
        throw RecordException.malformed("what it tells of the record before is too long");
      }
      return line;
    }

    private void entry(long size) throws IOException {
      lines.take();
      byte[] buffer = lines.buffer();
      int at = lines.lineStart() + ENTRY.length;
      int space = at;
      while (space < lines.lineEnd() && buffer[space] != ' ') {
        space++;
      }
      long index =
          Words.decimal(
              new String(buffer, at, space - at, StandardCharsets.ISO_8859_1), "an entry's index");
      int length = lines.lineEnd() - space - 1;
      if (index < tree.size() || index >= size) {
        throw RecordException.malformed(
            "entry "
                + index
                + " stands where entries "
                + tree.size()
                + " to "
                + (size - 1)
                + " may; indexes must rise up to the checkpoint's size");
      }
      if (length < 0 || length > Entry.MAX_BYTES) {
        throw RecordException.malformed("an entry line is 'entry <index> <JSON>'");
      }
      System.arraycopy(buffer, space + 1, entry, 0, length);
      hashes(index, PROOF);
      tree.addEntry(entry, length);
      boolean more = lines.next(DISCLOSE) || lines.next(WITHHOLD) || lines.next(RECEIPT);
      if (!more && plain.recognizes(entry, 0, length)) {
        listener.plain(index, entry, length);
      } else {
        listener.entry(proven(index, Entry.parse(Arrays.copyOf(entry, length))));
      }
    }

    private ProvenEntry proven(long index, Entry parsed) throws IOException {
      List<Disclosure> disclosures = new ArrayList<>();
      while (lines.next(DISCLOSE)) {
        disclosures.add(Disclosure.parse(lines.take(DISCLOSE)));
        requireFew(index, disclosures);
      }
      List<BundleNotes.Withheld> withheld = new ArrayList<>();
      while (lines.next(WITHHOLD)) {
        withheld.add(BundleNotes.Withheld.parse(lines.take(WITHHOLD)));
        requireFew(index, withheld);
      }
      List<ReceiptProof> receipts = new ArrayList<>();
      while (lines.next(RECEIPT)) {
        receipts.add(ReceiptProof.parse(lines.take(RECEIPT)));
        requireFew(index, receipts);
      }
      BundleNotes notes = new BundleNotes(withheld, receipts);
      notes.requireAccountOf(index, parsed, disclosures);
      return new ProvenEntry(index, parsed, List.of(), disclosures, notes);
    }

    private static void requireFew(long index, List<?> notes) {
      if (notes.size() > NOTES_MAX) {
        throw RecordException.malformed(
            "entry " + index + " has more than " + NOTES_MAX + " lines of one kind");
      }
    }

    /** The hashes of the full subtrees from here to there, in their order. */
    private void hashes(long to, byte[] start) throws IOException {
      while (tree.size() < to) {
        tree.add(tree.heightTowards(to), Hash.fromBase64(lines.take(start)));
      }
    }
  }
}
