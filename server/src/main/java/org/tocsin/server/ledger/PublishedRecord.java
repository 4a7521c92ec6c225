// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Service;
import org.tocsin.record.Handover;
import org.tocsin.record.Merkle;
import org.tocsin.record.NoteVerifier;
import org.tocsin.record.RecordReader;
import org.tocsin.record.SignedCheckpoint;
import org.tocsin.record.Verdict;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.Shared;

/**
 * The door to the record as it is published: its checkpoint, entries, proofs, tiles and bundles.
 *
 * <p>Everything given out here can be checked without this server. Thread-safe.
 */
@Service
public class PublishedRecord {

  private static final int BATCH = 5_000;

  /** c2sp.org/tlog-tiles: groups of three digits, all but the last marked by x, then the width. */
  private static final Pattern TILE =
      Pattern.compile("(?:entries|[0-5]?[0-9])/(?:x[0-9]{3}/){0,5}[0-9]{3}(?:\\.p/([0-9]{1,3}))?");

  private final RecordPublisher publisher;
  private final StampStore stamps;
  private final LedgerStore store;
  private final RecordKeys keys;
  private final Clock clock;
  private final Shared<Verdict> verifying = new Shared<>();

  PublishedRecord(
      RecordPublisher publisher,
      StampStore stamps,
      LedgerStore store,
      RecordKeys keys,
      Clock clock) {
    this.stamps = stamps;
    this.publisher = publisher;
    this.store = store;
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * What the record is now.
   *
   * @param origin its name
   * @param vkey the public key, as c2sp.org/signed-note writes it
   * @param fingerprint of the key, to be compared by eye or telephone
   * @param size entries that the checkpoint covers
   * @param root of the tree over them, base 64
   * @param checkpoint the signed note
   * @param behind entries that wait for the next checkpoint
   */
  public record State(
      String origin,
      String vkey,
      String fingerprint,
      long size,
      String root,
      String checkpoint,
      long behind) {}

  /**
   * One entry of the record.
   *
   * @param line what the desk says of it
   * @param caseId its case; empty when it belongs to none
   * @param json the entry's bytes: canonical JSON
   * @param leafHash hex RFC 6962 hash of those bytes
   */
  public record RecordedEntry(
      TimelineLine line, Optional<String> caseId, String json, String leafHash) {
    /** Its index in the record. */
    public long index() {
      Long index = line.leafIndex();
      return index == null ? -1 : index;
    }
  }

  /** A file of the record. */
  public record RecordFile(byte[] bytes) {}

  /** The record as of its newest checkpoint. */
  public State state() {
    RecordReader reader = publisher.reader();
    SignedCheckpoint signed = reader.checkpoint();
    NoteVerifier key = keys.signerOf(signed).verifier();
    return new State(
        key.name(),
        key.vkey(),
        key.fingerprint(),
        reader.size(),
        signed.checkpoint().root().base64(),
        new String(signed.bytes(), StandardCharsets.UTF_8),
        publisher.behind());
  }

  /** Published entries after this index (-1 for the first), in the record's order. */
  public List<RecordedEntry> after(long index, int most) {
    long size = publisher.reader().size();
    return store.linesAfter(index, most).stream()
        .map(PublishedRecord::entry)
        .filter(entry -> entry.index() < size)
        .toList();
  }

  /** The entry at this index; T9051 when the record is shorter. */
  public RecordedEntry get(long index) {
    requireIndex(index);
    return entry(store.linesAfter(index - 1, 1).getFirst());
  }

  private RecordReader requireIndex(long index) {
    RecordReader reader = publisher.reader();
    if (index < 0 || index >= reader.size()) {
      throw LedgerProblem.NO_ENTRY.because(
          "%d is not in a record of %d entries".formatted(index, reader.size()));
    }
    return reader;
  }

  private static RecordedEntry entry(LedgerStore.StoredLine stored) {
    return new RecordedEntry(
        stored.line(),
        stored.caseId(),
        new String(stored.body(), StandardCharsets.UTF_8),
        Merkle.leaf(stored.body()).hex());
  }

  /**
   * The proof file of one entry (c2sp.org/tlog-proof), with the entry in it and, as soon as one
   * covers it, a witnessed checkpoint; T9051 when none.
   */
  public byte[] proof(long index) {
    requireIndex(index);
    return publisher.readerOf(index + 1).proof(index).bytes();
  }

  /**
   * The proof that the key was changed the n-th time, from 0.
   *
   * @throws Problem T9055 when it was not
   */
  public RecordFile handover(int number) {
    List<Handover> handovers = keys.handovers();
    if (number < 0 || number >= handovers.size()) {
      throw LedgerProblem.NO_TILE.because(
          "the key was changed %d times".formatted(handovers.size()));
    }
    return new RecordFile(handovers.get(number).bytes());
  }

  /**
   * The newest checkpoint that an authority stamped with the time.
   *
   * @param size the entries that it covers
   * @param at when, by the authority's clock
   * @param authority who
   * @param bytes the note with the stamp
   */
  public record StampedCheckpoint(long size, Instant at, String authority, byte[] bytes) {}

  /** The newest stamped checkpoint, if there is one. */
  public Optional<StampedCheckpoint> stamped() {
    return stamps
        .newest(Long.MAX_VALUE)
        .map(stamped ->
            new StampedCheckpoint(
                stamped.checkpoint().checkpoint().size(),
                stamped.at(),
                stamped.authority(),
                stamped.checkpoint().bytes()));
  }

  /** The refusal of a file that the record does not have: T9055. */
  public Problem none(String path) {
    return LedgerProblem.NO_TILE.because(path + " is not there");
  }

  /** How often the key was changed. */
  public int handovers() {
    return keys.handovers().size();
  }

  /** The newest acts, also those that wait for their place; before this number, newest first. */
  public List<TimelineLine> newest(OptionalLong before, int most) {
    return store.newest(before.orElse(Long.MAX_VALUE), most);
  }

  /** How many entries a case has. */
  public long countOf(CaseId caseId) {
    return store.countOf(caseId);
  }

  /**
   * A tile or an entry bundle of the folder.
   *
   * @param path without the leading {@code tile/}, for example {@code 0/000.p/17}
   * @throws Problem T9055 when there is none
   */
  public RecordFile tile(String path) {
    Matcher matcher = TILE.matcher(path);
    if (!matcher.matches() || (matcher.group(1) != null && !isWidth(matcher.group(1)))) {
      throw noTile(path);
    }
    try {
      return publisher
          .place()
          .source()
          .find("tile/" + path)
          .map(RecordFile::new)
          .orElseThrow(() -> noTile(path));
    } catch (IOException e) {
      if (publisher.place() instanceof RecordPlace.Folder(Path folder)
          && Files.isDirectory(folder.resolve("tile").resolve(path))) {
        throw noTile(path);
      }
      throw new UncheckedIOException("the tile " + path + " cannot be read", e);
    }
  }

  /** A partial tile holds 1 to 255 hashes; 256 make a full one, which has no suffix. */
  private static boolean isWidth(String digits) {
    int width = Integer.parseInt(digits);
    return width >= 1 && width <= 255 && digits.charAt(0) != '0';
  }

  private static Problem noTile(String path) {
    return LedgerProblem.NO_TILE.because("tile/" + Problem.shorten(path) + " is not there");
  }

  /**
   * Reads the whole folder anew: every entry, tile and the signed root, and compares each entry
   * with the table. Takes seconds a million entries. Once at a time: whoever asks while it is under
   * way hears what that comes to.
   */
  public Verdict verify() {
    return verifying.get(this::verifyNow);
  }

  private Verdict verifyNow() {
    publisher.catchUp(clock.instant());
    try {
      Verdict folder =
          publisher.place().verify(keys.signerOf(publisher.reader().checkpoint()).verifier());
      List<Verdict.Check> checks = new ArrayList<>(folder.checks());
      checks.add(compareWithTable());
      return new Verdict(folder.kind(), checks);
    } catch (IOException e) {
      throw new UncheckedIOException("the record's folder cannot be read", e);
    }
  }

  private Verdict.Check compareWithTable() {
    RecordReader reader = publisher.reader();
    long index = 0;
    while (index < reader.size()) {
      List<byte[]> bodies = store.bodiesFrom(index, BATCH);
      for (byte[] body : bodies) {
        if (index < reader.size() && !Arrays.equals(body, reader.entry(index))) {
          return new Verdict.Check(
              "table",
              Verdict.Result.FAILED,
              "Entry %d reads otherwise in the database than in the record.".formatted(index));
        }
        index++;
      }
      if (bodies.isEmpty()) {
        return new Verdict.Check(
            "table",
            Verdict.Result.FAILED,
            "The database ends before entry %d of %d.".formatted(index, reader.size()));
      }
    }
    return new Verdict.Check(
        "table",
        Verdict.Result.OK,
        "The database holds the same %d entries, byte for byte.".formatted(reader.size()));
  }
}
