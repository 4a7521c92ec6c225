// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.record;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import org.tocsin.bench.frame.Benchmark;
import org.tocsin.bench.frame.Effort;
import org.tocsin.bench.frame.Entrant;
import org.tocsin.bench.frame.Entrant.Role;
import org.tocsin.bench.frame.Table;
import org.tocsin.bench.frame.Workload;
import org.tocsin.bench.frame.Workload.Shown;
import org.tocsin.bench.record.VerifyBundle.Kind;

/**
 * What the record costs. The limit hashes the same bytes as often as the tree must (RFC 6962) and
 * does nothing else: no file, no signature. Appending waits for the disk, so by the clock it stands
 * beside the same bytes appended and forced to one file.
 */
public final class RecordBenchmark implements Benchmark.OfContenders {
  private static final int SMALL = 256;
  private static final int MIDDLE = 4_096;
  private static final int LARGE = 65_536;

  /** Of the entries that {@link VerifyBundle} makes, and of their lines in a bundle. */
  private static final int ENTRY_BYTES = 150;

  private static final int LINE_BYTES = ENTRY_BYTES + 14;
  private static final int TEN_MILLION = 10_000_000;

  /** A benchmark without settings. */
  public RecordBenchmark() {}

  @Override
  public String name() {
    return "record";
  }

  @Override
  public String purpose() {
    return "appending to a record, proofs, offline verification, beside bare SHA-256";
  }

  @Override
  public List<Workload> workloads(boolean small) throws IOException {
    int size = small ? 300 : 20_000;
    int bundled = small ? 300 : 200_000;
    return List.of(
        new Workload(
            "prove",
            "an inclusion proof out of the tiles of %,d entries, from files".formatted(size),
            "proofs",
            Shown.TIMES,
            List.of(new Entrant("tocsin", Role.OURS, () -> new Prove(size)))),
        new Workload(
            "verify",
            "an inclusion proof in %,d entries: from the entry to the root".formatted(size),
            "proofs",
            List.of(
                new Entrant("tocsin", Role.OURS, () -> new Verify(size)),
                new Entrant("SHA-256", Role.LIMIT, () -> BareHash.ofPath(size, 300)))),
        new Workload(
            "bundle",
            "a streamed bundle of %,d entries that hide nothing, the file hashed as well"
                .formatted(bundled),
            "entries",
            List.of(
                new Entrant("tocsin", Role.OURS, () -> new VerifyBundle(Kind.STREAMED, bundled)),
                new Entrant(
                    "SHA-256",
                    Role.LIMIT,
                    () -> BareHash.ofBundle(bundled, ENTRY_BYTES, LINE_BYTES)))),
        new Workload(
            "bundle-values",
            "the same of %,d entries, each with a value shown and one withheld".formatted(size),
            "entries",
            List.of(
                new Entrant(
                    "tocsin", Role.OURS, () -> new VerifyBundle(Kind.STREAMED_WITH_VALUES, size)))),
        new Workload(
            "bundle-2",
            "a bundle of version 2 of 100 entries, each with a proof of its own",
            "entries",
            List.of(new Entrant("tocsin", Role.OURS, () -> new VerifyBundle(Kind.WHOLE, 100)))),
        // Last, as they leave many files behind: some file systems are slow for minutes after
        // those are removed.
        append("append", small ? SMALL : LARGE),
        append("append-4096", small ? SMALL : MIDDLE),
        append("append-256", SMALL));
  }

  @Override
  public List<Table> afterwards(Effort effort, PrintStream progress)
      throws IOException, InterruptedException {
    return LargeRuns.run(effort.small() ? 3_000 : TEN_MILLION, progress);
  }

  /** By the clock the file is the limit, by the processor the hashes are. */
  private static Workload append(String name, int entries) {
    return new Workload(
        name,
        "%,d entries of %d bytes a commit, each commit forced to the disk"
            .formatted(entries, Entries.BYTES),
        "entries",
        List.of(
            new Entrant("tocsin", Role.OURS, () -> new Append(entries)),
            new Entrant("one file", Role.PEER, () -> new OneFile(entries)),
            new Entrant("SHA-256", Role.LIMIT, () -> BareHash.ofAppend(entries, Entries.BYTES))));
  }
}
