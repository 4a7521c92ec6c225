// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.watch;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.audience.RejectFile;
import org.tocsin.audience.WatcherFiles;
import org.tocsin.server.kernel.DueWork;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.secret.KeyFolder;
import org.tocsin.server.kernel.secret.Sealer;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;

/**
 * Past imports and their refused lines, kept to be mended: seals them, opens them as a file, and
 * destroys them on demand, with the watcher they speak of, and when their time is over.
 * Thread-safe.
 *
 * <p>A line is found by the watcher's id without being opened: beside it stands the id's
 * HMAC-SHA256 under {@code keys/watcher-ids.key}, which tells nothing to whoever has the table
 * alone.
 */
@Component
class Imports implements DueWork {

  private static final String HEADER_NAME = "header";
  private static final int IMPORTS_A_BEAT = 100;

  private final ImportStore store;
  private final Sealer sealer;
  private final SecretKeySpec idKey;
  private final Ledger ledger;
  private final WatchSettings settings;
  private final TransactionTemplate writing;

  Imports(
      ImportStore store,
      Sealer sealer,
      KeyFolder keys,
      Ledger ledger,
      WatchSettings settings,
      PlatformTransactionManager transactions) {
    this.store = store;
    this.sealer = sealer;
    this.idKey = new SecretKeySpec(keys.key("watcher-ids"), "HmacSHA256");
    this.ledger = ledger;
    this.settings = settings;
    this.writing = new TransactionTemplate(transactions);
  }

  List<ImportStore.SealedLine> seal(List<RefusedLine> lines) {
    return IntStream.range(0, lines.size()).mapToObj(i -> seal(lines.get(i), i)).toList();
  }

  private ImportStore.SealedLine seal(RefusedLine line, int ordinal) {
    return new ImportStore.SealedLine(
        line.line(),
        line.id().isEmpty() ? null : idHash(line.id()),
        sealer.seal(line.bytes(), name(ordinal)));
  }

  /** Notes an import with its lines; the line that names its columns is kept with them. */
  long add(ImportStore.Noted noted, byte[] header, List<ImportStore.SealedLine> lines) {
    return store.add(
        noted,
        lines.isEmpty() || header.length == 0 ? null : sealer.seal(header, HEADER_NAME),
        lines);
  }

  /** The last imports of which lines are kept, the newest first. */
  List<PastImport> toMend(int limit) {
    return store.toMend(limit);
  }

  /** How long lines are kept, counted from the arrival of their file. */
  Duration keptFor() {
    return settings.keepRefusedLines();
  }

  /** The last imports, the newest first. */
  List<PastImport> list(int limit) {
    return store.list(limit);
  }

  private static String name(int ordinal) {
    return "reject " + ordinal;
  }

  private byte[] idHash(String externalId) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(idKey);
      return mac.doFinal(externalId.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is part of every Java platform", e);
    }
  }

  /**
   * Gives the kept lines of an import as a file, and records that they were opened. All are opened
   * here once, so that what does not open is told instead of the file, and its length is known to
   * whoever fetches it.
   */
  @Transactional
  public KeptLines open(long importId, OfficerId by) {
    ImportStore.Form form = store.form(importId).orElseThrow(() -> nothingKept(importId));
    WatcherFiles.Format format = WatcherFiles.Format.valueOf(form.format());
    Counting counting = new Counting();
    int lines;
    try {
      lines = write(importId, format, form.header(), counting);
    } catch (IOException e) {
      throw new UncheckedIOException("counting does not fail", e);
    }
    if (lines == 0) {
      throw nothingKept(importId);
    }
    ledger.append(
        Act.of("RefusedLinesOpened")
            .by(by)
            .about(subject(importId))
            .fact("lines", lines)
            .says("%d refused lines of an import opened".formatted(lines)));
    return new KeptLines(
        importId,
        format,
        lines,
        counting.bytes,
        out -> write(importId, format, form.header(), out));
  }

  private int write(
      long importId, WatcherFiles.Format format, Sealer.@Nullable Sealed header, OutputStream out)
      throws IOException {
    RejectFile file = new RejectFile(out, format, FileIntake.deaf());
    if (header != null) {
      file.header(1, sealer.open(header, HEADER_NAME));
    }
    List<ImportStore.Kept> page = store.page(importId, -1);
    while (!page.isEmpty()) {
      for (ImportStore.Kept each : page) {
        RefusedLine.Opened line =
            RefusedLine.Opened.of(sealer.open(each.sealed(), name(each.ordinal())));
        file.keep(line.reasons(), line.raw());
      }
      page = store.page(importId, page.getLast().ordinal());
    }
    return (int) file.kept();
  }

  /** Destroys the kept lines of an import because somebody is done with them. */
  @Transactional
  public void destroy(long importId, OfficerId by) {
    int lines = store.forget(importId);
    if (lines == 0) {
      throw nothingKept(importId);
    }
    ledger.append(destroyed(importId, lines, "done").by(by));
  }

  /** Destroys every kept line that speaks of this watcher; returns how many there were. */
  int forget(String externalId) {
    return store.forget(idHash(externalId));
  }

  @Override
  public String name() {
    return "watch.refused";
  }

  /** Destroys lines that were kept long enough. */
  @Override
  public int runDue(Instant now) {
    List<Long> due = store.keptSince(now.minus(settings.keepRefusedLines()), IMPORTS_A_BEAT);
    for (long importId : due) {
      writing.executeWithoutResult(status -> {
        int lines = store.forget(importId);
        if (lines > 0) {
          ledger.append(destroyed(importId, lines, "retention"));
        }
      });
    }
    return due.size();
  }

  private static Act destroyed(long importId, int lines, String why) {
    return Act.of("RefusedLinesForgotten")
        .about(subject(importId))
        .fact("lines", lines)
        .fact("why", why)
        .says("%d refused lines of an import destroyed".formatted(lines));
  }

  private static String subject(long importId) {
    return "import-" + importId;
  }

  private static Problem nothingKept(long importId) {
    return WatchProblem.NOTHING_KEPT.because(
        "no lines are kept of an import with the number %d".formatted(importId));
  }

  /** Counts what is written to it. */
  private static final class Counting extends OutputStream {
    private long bytes;

    @Override
    public void write(int b) {
      bytes++;
    }

    @Override
    public void write(byte[] buffer, int offset, int length) {
      bytes += length;
    }
  }
}
