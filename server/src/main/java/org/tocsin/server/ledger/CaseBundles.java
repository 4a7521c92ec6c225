// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.tocsin.server.kernel.Text;
import org.tocsin.server.kernel.WarningId;

/**
 * Files that prove chosen entries (spec/bundle.md): a case for a court or the press, and for one
 * watcher what they were told and answered. Everything in them can be checked without this server.
 * Thread-safe.
 */
@Service
public class CaseBundles {

  /** In the name of a file that witnesses have not cosigned yet. */
  public static final String UNWITNESSED = "-not-witnessed";

  /** The header that tells when to fetch such a file again, ISO 8601. */
  public static final String NOT_WITNESSED = "Tocsin-Not-Witnessed-Until";

  private static final int LABEL_LENGTH = 200;

  /** The newest answers and calls in a watcher's own file. */
  private static final int OWN_MAX = 100;

  /** The words of an approved warning, which everybody whom it was sent to has read. */
  private static final Set<String> SENT = Set.of("texts", "areas");

  private final RecordPublisher publisher;
  private final StampStore stamps;
  private final BundleStore store;
  private final RecordKeys keys;
  private final WitnessWait wait;
  private final Clock clock;

  CaseBundles(
      RecordPublisher publisher,
      StampStore stamps,
      BundleStore store,
      RecordKeys keys,
      WitnessWait wait,
      Clock clock) {
    this.stamps = stamps;
    this.publisher = publisher;
    this.store = store;
    this.keys = keys;
    this.wait = wait;
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
   * A bundle that is ready to be written: what will stand in it is settled.
   *
   * @param again when to fetch it again, since witnesses are asked and have not yet cosigned a
   *     checkpoint that covers it; empty where they have, or where none is asked
   */
  public record Prepared(Optional<Instant> again, Writing writing) {

    /**
     * Writes the file, and leaves the stream open. After an exception what it took is no bundle,
     * and no verifier takes it for one.
     *
     * @return how many entries it holds
     */
    public long writeTo(OutputStream out) throws IOException {
      return writing.to(out);
    }
  }

  /** Writes a bundle and says of how many entries. */
  @FunctionalInterface
  public interface Writing {
    /** Writes all of it. */
    long to(OutputStream out) throws IOException;
  }

  /**
   * A case in one file: the entries that have committed by now and that go to these readers, with
   * the values that these readers may see. What is personal is in neither; the press gets no title.
   * Waits a while for witnesses that have not seen the newest of them ({@link WitnessWait}). It is
   * written in the memory of some hundred entries, however many it has.
   *
   * @param title what the bundle is called for a court; shortened to 200 characters
   * @throws Problem T9052 when the newest acts get no place in time
   */
  public Prepared ofCase(CaseId caseId, String title, BundleScope.Level level) {
    publisher.catchUp(clock.instant());
    long size = publisher.reader().size();
    BundleStore.Part all = new BundleStore.Part(caseId, size, null);
    boolean press = level == BundleScope.Level.PRESS;
    BundleStore.Part part =
        press
            ? new BundleStore.Part(
                caseId, size, PressEntries.publicWarnings(store.approvals(caseId, size)))
            : all;
    BundleStore.Extent extent = store.extent(part);
    Predicate<BundleStore.Value> shown =
        press ? BundleStore.Value::open : value -> !value.personal();
    return prepare(
        caseId,
        press ? "Case " + caseId : title,
        new BundleScope(level, store.extent(all).entries() - extent.entries()),
        wait.covering(extent.end()),
        new PagedEntries(store, part, (entry, values) -> choose(entry, values, shown, List.of())));
  }

  /**
   * What one watcher was told and answered: the approval with its texts, each receipt, each answer.
   * It holds nothing of any other watcher. Of answers and calls the newest {@value #OWN_MAX}; those
   * left out are counted with the receipts left out.
   *
   * <p>It does not wait for witnesses: whoever holds the link may have asked from a telephone.
   *
   * @throws Problem T9052 when the newest acts get no place in time
   */
  public Prepared ofWatcher(Watched watched) {
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
    long end = 1 + chosen.stream().mapToLong(BundleStore.Placed::leafIndex).max().orElse(-1);
    Set<Long> theirs = new HashSet<>(own);
    return prepare(
        watched.caseId(),
        watched.headline(),
        new BundleScope(BundleScope.Level.WATCHER, watched.omitted() + all.size() - own.size()),
        wait.now(end),
        chosen.stream()
            .sorted(Comparator.comparingLong(BundleStore.Placed::leafIndex))
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
            .iterator());
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

  private Prepared prepare(
      CaseId caseId,
      String title,
      BundleScope scope,
      WitnessWait.Covering covering,
      Iterator<BundleWriter.Chosen> chosen) {
    Instant madeAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
    RecordReader reader = covering.reader();
    NoteSigner key = keys.signerOf(reader.checkpoint());
    BundleHistory history =
        BundleHistory.of(
            reader,
            keys.handovers(),
            stamps.newest(reader.size()).stream().map(StampStore.Stamped::checkpoint).toList());
    BundleWriter writer = new BundleWriter(reader, key);
    String label = label(title, caseId.value());
    return new Prepared(
        covering.again(),
        out -> writer.write(out, caseId.value(), label, madeAt, scope, history, chosen));
  }

  private static String label(String title, String otherwise) {
    String clean = title.replaceAll("\\p{Cntrl}", " ").strip();
    return clean.isBlank() ? otherwise : Text.clip(Text.storable(clean), LABEL_LENGTH);
  }
}
