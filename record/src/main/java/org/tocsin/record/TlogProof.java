// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A proof file (c2sp.org/tlog-proof): an entry's index, its inclusion proof and a checkpoint.
 *
 * <p>Proofs that Tocsin writes carry the entry itself as extra data. The format authenticates none
 * of that by itself; hashing it into the proof does. Immutable.
 */
public final class TlogProof {

  /** The first line. */
  public static final String HEADER = "c2sp.org/tlog-proof@v1";

  private static final int MAX_BYTES = 1 << 20;
  private static final int MAX_HASHES = 63;

  private final Optional<byte[]> extra;
  private final long index;
  private final List<Hash> hashes;
  private final byte[] checkpoint;

  /** Makes a proof of its parts; the checkpoint is kept verbatim. */
  public TlogProof(Optional<byte[]> extra, long index, List<Hash> hashes, byte[] checkpoint) {
    this.extra = extra.map(byte[]::clone);
    this.index = index;
    this.hashes = List.copyOf(hashes);
    this.checkpoint = checkpoint.clone();
  }

  /** Reads a proof file; the checkpoint in it is parsed by {@link #checkpoint()}. */
  public static TlogProof parse(byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      throw RecordException.outOfRange(
          "proof has " + bytes.length + " bytes; at most " + MAX_BYTES + " are read");
    }
    String text = Words.utf8(bytes, "proof");
    int blank = text.indexOf("\n\n");
    if (blank < 0 || !text.startsWith(HEADER + "\n")) {
      throw RecordException.malformed(
          "a proof begins with the line "
              + HEADER
              + " and has an empty line before its checkpoint");
    }
    List<String> lines = new ArrayList<>(Arrays.asList(text.substring(0, blank).split("\n", -1)));
    lines.removeFirst();
    Optional<byte[]> extra = Optional.empty();
    if (!lines.isEmpty() && lines.getFirst().startsWith("extra ")) {
      extra = Optional.of(StrictBase64.decode(lines.removeFirst().substring(6), "extra"));
    }
    if (lines.isEmpty() || !lines.getFirst().startsWith("index ")) {
      throw RecordException.malformed("the proof has no line 'index <number>' in its place");
    }
    long index = Words.decimal(lines.removeFirst().substring(6), "the proof's index");
    if (lines.size() > MAX_HASHES) {
      throw RecordException.outOfRange("the proof has " + lines.size() + " hashes; 63 at most");
    }
    List<Hash> hashes = lines.stream().map(Hash::fromBase64).toList();
    return new TlogProof(extra, index, hashes, Words.bytes(text.substring(blank + 2)));
  }

  /** The file's bytes. */
  public byte[] bytes() {
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    extra.ifPresent(e -> text.append("extra ").append(StrictBase64.encode(e)).append('\n'));
    text.append("index ").append(index).append('\n');
    hashes.forEach(hash -> text.append(hash.base64()).append('\n'));
    byte[] head = Words.bytes(text.append('\n').toString());
    byte[] all = Arrays.copyOf(head, head.length + checkpoint.length);
    System.arraycopy(checkpoint, 0, all, head.length, checkpoint.length);
    return all;
  }

  /** The extra data, if any. */
  public Optional<byte[]> extra() {
    return extra.map(byte[]::clone);
  }

  /** The entry's index. */
  public long index() {
    return index;
  }

  /** The inclusion proof, the leaf's sibling first. */
  public List<Hash> hashes() {
    return hashes;
  }

  /** The checkpoint, parsed; its signatures are not verified. */
  public SignedCheckpoint checkpoint() {
    return SignedCheckpoint.parse(checkpoint);
  }
}
