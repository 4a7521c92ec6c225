// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.springframework.stereotype.Service;
import org.tocsin.record.BundleHistory;
import org.tocsin.record.BundleNotes;
import org.tocsin.record.BundleScope;
import org.tocsin.record.BundleWriter;
import org.tocsin.record.CanonicalJson;
import org.tocsin.record.CaseBundle;
import org.tocsin.record.Entry;
import org.tocsin.record.NoteSigner;
import org.tocsin.record.ReceiptProof;
import org.tocsin.record.RecordReader;
import org.tocsin.record.Salt;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.WarningId;

/**
 * Files that prove chosen entries (spec/bundle.md): a case for a court or the press, and for one
 * watcher what they were told and answered. Everything in them can be checked without this server.
 * Thread-safe.
 */
@Service
public class CaseBundles {

  private static final int ENTRIES_MAX = 50_000;
  private static final int LABEL_LENGTH = 200;

  /** The newest answers and calls in a watcher's own file. */
  private static final int OWN_MAX = 100;

  private static final int PROOF_LINE_BYTES = 51; // "proof ", 44 characters of base 64, newline
  private static final int VALUE_BYTES = 100; // names of its members and the salt

  /** The words of an approved warning, which everybody whom it was sent to has read. */
  private static final Set<String> SENT = Set.of("texts", "areas");

  private final RecordPublisher publisher;
  private final StampStore stamps;
  private final BundleStore store;
  private final RecordKeys keys;
  private final Clock clock;

  CaseBundles(
      RecordPublisher publisher,
      StampStore stamps,
      BundleStore store,
      RecordKeys keys,
      Clock clock) {
    this.stamps = stamps;
    this.publisher = publisher;
    this.store = store;
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * A receipt and the number of the entry that seals it.
   *
   * @param entry the entry's number in the table
   * @param proof the receipt with its way to the root in that entry
   */
  public record SealedReceipt(long entry, ReceiptProof proof) {}

  /**
   * One watcher and one warning.
   *
   * @param caseId the warning's case
   * @param warning the warning
   * @param headline what the file is called: words that the watcher has read
   * @param person the subject of acts about the watcher
   * @param receipts what came of reaching them
   * @param omitted how many receipts were left out
   */
  public record Watched(
      CaseId caseId,
      WarningId warning,
      String headline,
      String person,
      List<SealedReceipt> receipts,
      int omitted) {
    /** Copies the list. */
    public Watched {
      receipts = List.copyOf(receipts);
    }
  }

  /**
   * The level of a whole case that this word names.
   *
   * @throws Problem T9056 when it is neither court nor press
   */
  public static BundleScope.Level level(String word) {
    return switch (word) {
      case "court" -> BundleScope.Level.COURT;
      case "press" -> BundleScope.Level.PRESS;
      default ->
          throw LedgerProblem.BAD_LEVEL.because(
              "'%s' is neither court nor press".formatted(Problem.shorten(word)));
    };
  }

  /**
   * A case in one file: the entries that have committed by now and that go to these readers, with
   * the values that these readers may see. What is personal is in neither; the press gets no title.
   *
   * @param title what the bundle is called for a court; shortened to 200 characters
   * @throws Problem T9052 when the newest acts get no place in time, T9053 when it were too large
   */
  public byte[] ofCase(CaseId caseId, String title, BundleScope.Level level) {
    publisher.catchUp(clock.instant());
    RecordReader reader = publisher.reader();
    List<BundleStore.Placed> all = store.ofCase(caseId, reader.size());
    boolean press = level == BundleScope.Level.PRESS;
    List<BundleStore.Placed> chosen = press ? PressEntries.of(all) : all;
    Map<Long, List<BundleStore.Value>> values = store.values(chosen);
    requireFits(chosen, values, reader.size());
    Predicate<BundleStore.Value> shown =
        press ? BundleStore.Value::open : value -> !value.personal();
    return write(
        caseId,
        press ? "Case " + caseId : title,
        new BundleScope(level, all.size() - chosen.size()),
        chosen.stream()
            .map(entry ->
                choose(entry, values.getOrDefault(entry.number(), List.of()), shown, List.of()))
            .toList());
  }

  /**
   * What one watcher was told and answered: the approval with its texts, each receipt, each answer.
   * It holds nothing of any other watcher. Of answers and calls the newest {@value #OWN_MAX}; those
   * left out are counted with the receipts left out.
   *
   * @throws Problem T9052 when the newest acts get no place in time
   */
  public byte[] ofWatcher(Watched watched) {
    List<Long> all = store.hidingOf(watched.person(), watched.warning());
    List<Long> own = all.subList(Math.max(0, all.size() - OWN_MAX), all.size());
    Set<Long> numbers = new TreeSet<>(own);
    watched.receipts().forEach(receipt -> numbers.add(receipt.entry()));
    List<Long> wanted = List.copyOf(numbers);
    RecordReader reader = publisher.reader();
    List<BundleStore.Placed> entries = store.placed(wanted, reader.size());
    if (entries.size() < wanted.size()) {
      // An answer of this second: it is waited for, since it is what they ask about.
      publisher.catchUp(clock.instant());
      reader = publisher.reader();
      entries = store.placed(wanted, reader.size());
    }
    List<BundleStore.Placed> chosen =
        new ArrayList<>(store.approvals(watched.warning(), reader.size()));
    chosen.addAll(entries);
    Map<Long, List<BundleStore.Value>> values = store.values(chosen);
    requireFits(chosen, values, reader.size());
    Set<Long> theirs = new HashSet<>(own);
    return write(
        watched.caseId(),
        watched.headline(),
        new BundleScope(BundleScope.Level.WATCHER, watched.omitted() + all.size() - own.size()),
        chosen.stream()
            .map(entry ->
                choose(
                    entry,
                    values.getOrDefault(entry.number(), List.of()),
                    value ->
                        theirs.contains(entry.number())
                            ? value.personal()
                            : SENT.contains(value.name()),
                    watched.receipts().stream()
                        .filter(receipt -> receipt.entry() == entry.number())
                        .map(SealedReceipt::proof)
                        .toList()))
            .toList());
  }

  private static BundleWriter.Chosen choose(
      BundleStore.Placed entry,
      List<BundleStore.Value> values,
      Predicate<BundleStore.Value> isShown,
      List<ReceiptProof> receipts) {
    List<CaseBundle.Disclosure> shown = new ArrayList<>();
    List<BundleNotes.Withheld> withheld = new ArrayList<>();
    Set<String> silent = new TreeSet<>(Entry.parse(entry.body()).commitments().keySet());
    for (BundleStore.Value value : values) {
      silent.remove(value.name());
      byte[] salt = value.salt();
      String json = value.json();
      if (salt == null || json == null) {
        withheld.add(
            new BundleNotes.Withheld(value.name(), BundleNotes.Why.ERASED, value.erasedAt()));
      } else if (isShown.test(value)) {
        shown.add(
            new CaseBundle.Disclosure(value.name(), CanonicalJson.parse(json), Salt.of(salt)));
      } else {
        withheld.add(
            new BundleNotes.Withheld(
                value.name(),
                value.personal() ? BundleNotes.Why.PERSONAL : BundleNotes.Why.RESTRICTED));
      }
    }
    // Erasures of before erasures were dated left no row.
    silent.forEach(name -> withheld.add(new BundleNotes.Withheld(name, BundleNotes.Why.PERSONAL)));
    return new BundleWriter.Chosen(entry.leafIndex(), shown, new BundleNotes(withheld, receipts));
  }

  /** By the newest witnessed checkpoint if that covers all of it, otherwise by the newest one. */
  private byte[] write(
      CaseId caseId, String title, BundleScope scope, List<BundleWriter.Chosen> chosen) {
    Instant madeAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
    long entries = 1 + chosen.stream().mapToLong(BundleWriter.Chosen::index).max().orElse(-1);
    RecordReader reader = publisher.readerOf(entries);
    NoteSigner key = keys.signerOf(reader.checkpoint());
    BundleHistory history =
        BundleHistory.of(
            reader,
            keys.handovers(),
            stamps.newest(reader.size()).stream().map(StampStore.Stamped::checkpoint).toList());
    return new BundleWriter(reader, key)
        .write(caseId.value(), label(title, caseId.value()), madeAt, scope, history, chosen);
  }

  private static void requireFits(
      List<BundleStore.Placed> entries, Map<Long, List<BundleStore.Value>> values, long size) {
    long proofBytes = (long) PROOF_LINE_BYTES * (64 - Long.numberOfLeadingZeros(size));
    long bytes =
        entries.stream().mapToLong(entry -> entry.body().length + proofBytes).sum()
            + values.values().stream()
                .flatMap(List::stream)
                .mapToLong(each -> VALUE_BYTES + (each.json() == null ? 0 : each.json().length()))
                .sum();
    if (entries.size() > ENTRIES_MAX || bytes > CaseBundle.MAX_BYTES) {
      throw LedgerProblem.BUNDLE_TOO_LARGE.because(
          "the case has %,d entries, about %,d bytes; a bundle holds at most %,d and %,d"
              .formatted(entries.size(), bytes, ENTRIES_MAX, CaseBundle.MAX_BYTES));
    }
  }

  private static String label(String title, String otherwise) {
    String clean = title.replaceAll("\\p{Cntrl}", " ").strip();
    String fitting = clean.length() <= LABEL_LENGTH ? clean : clean.substring(0, LABEL_LENGTH);
    return fitting.isBlank() ? otherwise : fitting;
  }
}
