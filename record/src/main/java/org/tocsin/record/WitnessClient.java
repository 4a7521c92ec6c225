// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Asks one witness to cosign the checkpoints of a record (c2sp.org/tlog-witness, the client).
 *
 * <p>It remembers the size that the witness saw last and proves from there. When the witness says
 * that it saw another size, it proves from that one, once. It starts from size 0 without knowing,
 * so it needs no file of its own. Safe for any number of threads, which wait for each other.
 */
public final class WitnessClient {

  /** The longest answer that is read. */
  public static final int MAX_ANSWER_BYTES = 64 << 10;

  /** Witnesses' clocks may be this far ahead of ours. */
  static final Duration MAX_AHEAD = Duration.ofMinutes(5);

  private static final int MAX_LINES = 16;

  /** Sends a POST; a door for whatever client of HTTP the caller has. */
  @FunctionalInterface
  public interface Post {

    /**
     * Sends a body and returns the answer whatever its status. No redirects are followed, and of
     * the answer no more than {@link #MAX_ANSWER_BYTES} need be read.
     */
    Reply post(URI to, byte[] body) throws IOException;
  }

  /**
   * What a witness answered.
   *
   * @param status the status code
   * @param contentType the type of the body, empty if none was said
   * @param text the body as UTF-8
   */
  public record Reply(int status, String contentType, String text) {}

  /** What came of asking. */
  public sealed interface Outcome {

    /**
     * The witness cosigned.
     *
     * @param checkpoint the checkpoint with the witness's cosignatures
     * @param at the time that the earliest of them names
     */
    record Cosigned(SignedCheckpoint checkpoint, Instant at) implements Outcome {}

    /**
     * The witness has already cosigned a larger checkpoint of this origin: another node published
     * meanwhile, or this record was rolled back.
     *
     * @param size the size that the witness has
     */
    record Ahead(long size) implements Outcome {}

    /**
     * The witness says that this checkpoint does not continue what it cosigned (422): the record
     * has two histories.
     */
    record Contradicted(String words) implements Outcome {}

    /** The witness does not serve this record or did not know its key (400, 403, 404, 413). */
    record Refused(int status, String words) implements Outcome {}

    /** No usable answer; asking again later may help. */
    record NoAnswer(String words) implements Outcome {}
  }

  private final URI addCheckpoint;
  private final List<NoteVerifier> keys;
  private final Post post;
  private final InstantSource clock;
  private long lastSize;

  /**
   * A client of one witness.
   *
   * @param submissionPrefix the witness's URL, without {@code /add-checkpoint}
   * @param keys the witness's keys, at least one, all of them cosignature keys
   */
  public WitnessClient(
      URI submissionPrefix, List<NoteVerifier> keys, Post post, InstantSource clock) {
    if (keys.isEmpty() || !keys.stream().allMatch(NoteVerifier::isWitness)) {
      throw RecordException.outOfRange(
          "a witness is known by one or more cosignature keys (type 0x04 or 0x06), not by " + keys);
    }
    this.addCheckpoint =
        URI.create(submissionPrefix.toString().replaceAll("/+$", "") + "/add-checkpoint");
    this.keys = List.copyOf(keys);
    this.post = post;
    this.clock = clock;
  }

  /** Asks for a cosignature of the checkpoint that a view of the record is as of. */
  public synchronized Outcome ask(RecordReader record) {
    Outcome outcome = ask(record, Math.min(lastSize, record.size()), true);
    if (outcome instanceof Outcome.Cosigned) {
      lastSize = record.size();
    }
    return outcome;
  }

  private Outcome ask(RecordReader record, long oldSize, boolean first) {
    AddCheckpoint request =
        AddCheckpoint.of(
            oldSize, record.consistencyProof(oldSize, record.size()), record.checkpoint());
    Reply reply;
    try {
      reply = post.post(addCheckpoint, request.bytes());
    } catch (IOException e) {
      return new Outcome.NoAnswer("asking " + addCheckpoint + " failed: " + e.getMessage());
    }
    return switch (reply.status) {
      case 200 -> cosigned(record.checkpoint(), reply.text);
      case 409 -> conflict(record, reply, first);
      case 422 -> new Outcome.Contradicted(words(reply));
      case 400, 403, 404, 413 -> new Outcome.Refused(reply.status, words(reply));
      default -> new Outcome.NoAnswer("status " + reply.status + ": " + words(reply));
    };
  }

  private Outcome conflict(RecordReader record, Reply reply, boolean first) {
    OptionalLong size =
        reply.text.endsWith("\n") && reply.contentType.startsWith(Witness.SIZE_TYPE)
            ? Words.findDecimal(reply.text.substring(0, reply.text.length() - 1))
            : OptionalLong.empty();
    if (size.isEmpty()) {
      return new Outcome.NoAnswer("status 409 without a size: " + words(reply));
    }
    if (size.getAsLong() > record.size()) {
      return new Outcome.Ahead(size.getAsLong());
    }
    lastSize = size.getAsLong();
    return first
        ? ask(record, lastSize, false)
        : new Outcome.NoAnswer("the witness saw another checkpoint at the same time");
  }

  /** Keeps the cosignatures of known keys; others are ignored, as the specification says. */
  private Outcome cosigned(SignedCheckpoint checkpoint, String text) {
    List<NoteSignature> given;
    try {
      given = lines(text);
    } catch (RecordException e) {
      return new Outcome.NoAnswer("the answer is no cosignature: " + e.getMessage());
    }
    byte[] signed = checkpoint.note().text().getBytes(StandardCharsets.UTF_8);
    List<NoteSignature> good = new ArrayList<>();
    Instant earliest = Instant.MAX;
    for (NoteSignature signature : given) {
      for (NoteVerifier key : keys.stream().filter(k -> k.matches(signature)).toList()) {
        Instant at = key.findCosignedAt(signed, signature.signature()).orElse(Instant.EPOCH);
        if (at.equals(Instant.EPOCH)) {
          return new Outcome.NoAnswer("the cosignature of " + key.name() + " does not verify");
        }
        if (at.isAfter(clock.instant().plus(MAX_AHEAD))) {
          return new Outcome.NoAnswer(
              "the cosignature of " + key.name() + " is of the future, " + at);
        }
        good.add(signature);
        earliest = at.isBefore(earliest) ? at : earliest;
      }
    }
    return good.isEmpty()
        ? new Outcome.NoAnswer("the answer holds no cosignature of a key known for this witness")
        : new Outcome.Cosigned(checkpoint.with(good), earliest);
  }

  private static List<NoteSignature> lines(String text) {
    if (text.length() > MAX_ANSWER_BYTES || !text.endsWith("\n")) {
      throw RecordException.malformed("cosignature lines end in a newline and are at most 64 KiB");
    }
    String[] lines = text.substring(0, text.length() - 1).split("\n", MAX_LINES + 1);
    if (lines.length > MAX_LINES) {
      throw RecordException.outOfRange("a witness answers with at most 16 lines");
    }
    return List.of(lines).stream().map(NoteSignature::parseLine).toList();
  }

  private static String words(Reply reply) {
    return Words.excerpt(reply.text.strip());
  }
}
