// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A witness of records (c2sp.org/tlog-witness): cosigns a checkpoint only if it continues the one
 * that it cosigned before, so nobody can show two histories that bear its name.
 *
 * <p>This is the protocol without HTTP: bytes in, status and bytes out. It answers in the order of
 * the specification: 400 for what cannot be read, 404 for an origin that it does not know, 403 for
 * a signature that is missing or wrong, 400 for an old size above the new one, 409 with the size
 * that it has for another old size, 422 for a proof or root that does not fit, and 200 with its
 * cosignatures once the checkpoint is kept for good. A body that is too large is answered 413.
 *
 * <p>Safe for any number of threads and, as far as its store is, of processes.
 */
public final class Witness {

  /** What the answer to a size that is not the last one is called. */
  static final String SIZE_TYPE = "text/x.tlog.size";

  private static final String TEXT_TYPE = "text/plain; charset=utf-8";

  /** How often a request is judged anew when another one came in between. */
  private static final int MAX_TRIES = 8;

  private final List<WitnessKey> keys;
  private final Map<String, List<NoteVerifier>> logs;
  private final WitnessStore store;
  private final InstantSource clock;

  /**
   * An answer over HTTP.
   *
   * @param status the status code
   * @param contentType the type of the body
   * @param text the body
   */
  public record Answer(int status, String contentType, String text) {

    /** The body's bytes. */
    public byte[] body() {
      return Words.bytes(text);
    }
  }

  /**
   * A witness.
   *
   * @param keys its keys, at least one; it cosigns with each
   * @param logs the keys trusted for each origin
   * @param store what it remembers
   * @param clock gives the time of cosignatures
   */
  public Witness(
      List<WitnessKey> keys,
      Map<String, List<NoteVerifier>> logs,
      WitnessStore store,
      InstantSource clock) {
    if (keys.isEmpty()) {
      throw RecordException.outOfRange("a witness needs at least one key");
    }
    this.keys = List.copyOf(keys);
    this.logs =
        logs.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, log -> List.copyOf(log.getValue())));
    this.store = store;
    this.clock = clock;
  }

  /**
   * Answers {@code POST add-checkpoint}.
   *
   * @param body the request's body; read at most {@link #maxRequestBytes} and one more
   * @throws IOException if the store fails; nothing was cosigned that is not kept, answer 500
   */
  public Answer add(byte[] body) throws IOException {
    if (body.length > AddCheckpoint.MAX_BYTES) {
      return refuse(413, "the request is larger than " + AddCheckpoint.MAX_BYTES + " bytes");
    }
    AddCheckpoint request;
    try {
      request = AddCheckpoint.parse(body);
    } catch (RecordException e) {
      return refuse(400, "malformed request: " + e.getMessage());
    }
    List<NoteVerifier> trusted = logs.get(request.lines().origin());
    if (trusted == null) {
      return refuse(404, "unknown log: this witness does not know the origin");
    }
    SignedNote note;
    List<NoteVerifier> signers;
    try {
      note = request.note();
      signers = note.verify(trusted);
    } catch (RecordException e) {
      return refuse(
          403,
          e.reason() == RecordException.Reason.NO_KNOWN_SIGNATURE
              ? "no signature of a key trusted for this origin"
              : "invalid signature: " + e.getMessage());
    }
    if (request.oldSize() > request.lines().size()) {
      return refuse(400, "the old size is larger than the checkpoint's");
    }
    return judge(request, onlyOf(note, signers));
  }

  private Answer judge(AddCheckpoint request, SignedNote note) throws IOException {
    String origin = request.lines().origin();
    for (int tries = 0; tries < MAX_TRIES; tries++) {
      Optional<byte[]> kept = store.find(origin);
      Optional<Checkpoint> last = kept.map(bytes -> SignedCheckpoint.parse(bytes).checkpoint());
      long lastSize = last.map(Checkpoint::size).orElse(0L);
      if (request.oldSize() != lastSize) {
        return new Answer(409, SIZE_TYPE, lastSize + "\n");
      }
      Optional<String> fault = findFault(request, last);
      if (fault.isPresent()) {
        return refuse(422, fault.get());
      }
      SignedCheckpoint cosigned = cosign(note);
      if (store.replace(origin, kept, cosigned.bytes())) {
        return new Answer(200, TEXT_TYPE, own(cosigned));
      }
    }
    return refuse(503, "too many requests for this origin at once; try again");
  }

  /** Why the checkpoint does not continue the last one. */
  private static Optional<String> findFault(AddCheckpoint request, Optional<Checkpoint> last) {
    Checkpoint.Lines next = request.lines();
    if (next.size() == 0 && !next.root().equals(Merkle.EMPTY_ROOT)) {
      return Optional.of("a checkpoint of size 0 must have the root of the empty tree");
    }
    if (request.oldSize() == 0) {
      return request.proof().isEmpty()
          ? Optional.empty()
          : Optional.of("the consistency proof from size 0 must be empty");
    }
    Hash root = last.orElseThrow().root();
    if (request.oldSize() == next.size() && !root.equals(next.root())) {
      return Optional.of("this witness cosigned another root for the same size");
    }
    return Merkle.verifyConsistency(
            request.oldSize(), root, next.size(), next.root(), request.proof())
        ? Optional.empty()
        : Optional.of("the consistency proof does not lead to the checkpoint's root");
  }

  /** The note with the signatures that were verified and no others. */
  private static SignedNote onlyOf(SignedNote note, List<NoteVerifier> signers) {
    return new SignedNote(
        note.text(),
        note.signatures().stream()
            .filter(signature -> signers.stream().anyMatch(key -> key.matches(signature)))
            .toList());
  }

  private SignedCheckpoint cosign(SignedNote note) {
    Checkpoint checkpoint = Checkpoint.parse(note.text());
    Instant now = clock.instant();
    return new SignedCheckpoint(checkpoint, note)
        .with(keys.stream().map(key -> key.cosign(checkpoint, now)).toList());
  }

  private String own(SignedCheckpoint cosigned) {
    return cosigned.note().signatures().stream()
        .filter(signature -> keys.stream().anyMatch(key -> key.verifier().matches(signature)))
        .map(NoteSignature::line)
        .collect(Collectors.joining());
  }

  /**
   * Answers {@code GET <origin hash>/checkpoint}: the last checkpoint of an origin with the log's
   * signatures and this witness's.
   *
   * @param originHash the SHA-256 of the origin in lower-case hexadecimal
   */
  public Answer latest(String originHash) throws IOException {
    for (String origin : logs.keySet()) {
      if (FolderWitnessStore.originHash(origin).equals(originHash)) {
        Optional<byte[]> kept = store.find(origin);
        if (kept.isPresent()) {
          return new Answer(200, TEXT_TYPE, Words.utf8(kept.get(), "kept checkpoint"));
        }
      }
    }
    return refuse(404, "this witness has cosigned no checkpoint of that origin");
  }

  /** The largest request that is read. */
  public static int maxRequestBytes() {
    return AddCheckpoint.MAX_BYTES;
  }

  private static Answer refuse(int status, String words) {
    return new Answer(status, TEXT_TYPE, words + "\n");
  }
}
