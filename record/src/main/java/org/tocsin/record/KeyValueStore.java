// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A record's files under the keys of a {@link KeyValue}.
 *
 * <p>Each commit is one value under {@code generation/N}, set only if nobody has set it: it holds
 * the new checkpoint and all tiles that the checkpoint needs, so that single step decides. Then the
 * tiles are put under their own keys, {@code log/PATH}, where any reader of the format finds them,
 * and the generation is put again without them.
 *
 * <table>
 * <caption>Crashes</caption>
 * <tr><th>crash</th><th>what is left</th><th>what heals it</th></tr>
 * <tr><td>before the generation is set</td><td>the old record</td><td>nothing to heal</td></tr>
 * <tr><td>before the tiles stand under their keys</td><td>the new record, its tiles in the
 * generation, where this class finds them</td><td>the next writer puts them in their places</td></tr>
 * <tr><td>later</td><td>the new record</td><td>nothing to heal</td></tr>
 * </table>
 *
 * <p>A writer that slept while another one wrote fails at its next commit, since its generation is
 * taken. What it may still put late is of a generation that counts, so it puts equal bytes; only
 * the plain copy {@code log/checkpoint} may fall back by that until the next commit. This class
 * reads the checkpoint from the newest generation and never from that copy.
 *
 * <p>Partial tiles stay for good: the format allows it, and there is no key to list them by. Safe
 * for any number of threads.
 */
final class KeyValueStore implements LogStore {

  private static final String GENERATION = "generation/";

  /** Where to begin looking. No key is the beginning of another one: some stores are folders. */
  private static final String NEWEST = GENERATION + "newest";

  private static final int FORMAT = 1;

  private final KeyValue values;
  private final boolean writes;
  private final Map<String, byte[]> prepared = new LinkedHashMap<>();
  private Generation newest = new Generation(Map.of(), Map.of());
  private long number;
  private boolean followed;

  /**
   * One commit.
   *
   * @param heads the files that commits replace, all of them as of this one
   * @param tiles the files that this one added, until they stand under their own keys
   */
  private record Generation(Map<String, byte[]> heads, Map<String, byte[]> tiles) {

    byte[] bytes() throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeByte(FORMAT);
      write(heads, out);
      write(tiles, out);
      return bytes.toByteArray();
    }

    private static void write(Map<String, byte[]> files, DataOutputStream out) throws IOException {
      out.writeInt(files.size());
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        out.writeUTF(file.getKey());
        out.writeInt(file.getValue().length);
        out.write(file.getValue());
      }
    }

    /** Reads a commit; the refusal says what was found instead. */
    static Generation parse(byte[] bytes) throws IOException {
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
      int format = in.read();
      if (format != FORMAT) {
        throw RecordException.brokenRecord(
            format < 0
                ? "it is empty"
                : "it begins with byte %d and not %d".formatted(format, FORMAT));
      }
      try {
        Generation generation = new Generation(read(in), read(in));
        if (in.available() > 0) {
          throw RecordException.brokenRecord("%d bytes follow its end".formatted(in.available()));
        }
        return generation;
      } catch (EOFException | UTFDataFormatException e) {
        throw RecordException.brokenRecord(
            "its %d bytes end, or make no sense, before a file's name".formatted(bytes.length));
      }
    }

    private static Map<String, byte[]> read(DataInputStream in) throws IOException {
      int count = in.readInt();
      Map<String, byte[]> files = new LinkedHashMap<>();
      for (int i = 0; i < count; i++) {
        String path = in.readUTF();
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
          throw RecordException.brokenRecord(
              "%d bytes are left of the %d that '%s' must have"
                  .formatted(in.available(), length, Words.excerpt(path)));
        }
        files.put(path, in.readNBytes(length));
      }
      return files;
    }
  }

  private KeyValueStore(KeyValue values, boolean writes) {
    this.values = values;
    this.writes = writes;
  }

  /** Opens for reading: nothing is put, and nothing is asked before it is needed. */
  static KeyValueStore forReading(KeyValue values) {
    return new KeyValueStore(values, false);
  }

  /** Opens for writing, which first finishes what a crash left half done. */
  static KeyValueStore forWriting(KeyValue values) throws IOException {
    KeyValueStore store = new KeyValueStore(values, true);
    store.follow();
    return store;
  }

  /** Goes on to the newest generation; the number that is kept is only where to begin. */
  private void follow() throws IOException {
    if (!followed) {
      Optional<byte[]> hint = values.get(NEWEST);
      number = hint.isPresent() ? newestNumber(hint.get()) : 0;
      if (number > 0) {
        newest =
            findGeneration(number)
                .orElseThrow(
                    () -> damaged(key(number), "there is none, although " + NEWEST + " names it"));
      }
      followed = true;
    }
    Optional<Generation> next = Optional.of(newest);
    while (next.isPresent()) {
      newest = next.get();
      if (writes && !newest.tiles.isEmpty()) {
        settle();
      }
      next = findGeneration(number + 1);
      number += next.isPresent() ? 1 : 0;
    }
  }

  private Optional<Generation> findGeneration(long at) throws IOException {
    String key = key(at);
    Optional<byte[]> bytes = values.get(key);
    try {
      return bytes.isPresent() ? Optional.of(Generation.parse(bytes.get())) : Optional.empty();
    } catch (RecordException e) {
      throw damaged(key, String.valueOf(e.getMessage()));
    }
  }

  private long newestNumber(byte[] hint) {
    return Words.findUtf8(hint)
        .map(Words::findDecimal)
        .orElse(OptionalLong.empty())
        .orElseThrow(() ->
            damaged(
                NEWEST,
                "it reads '%s' and not a number"
                    .formatted(Words.excerpt(new String(hint, StandardCharsets.UTF_8)))));
  }

  /** Which value, what was found, what to do. */
  private RecordException damaged(String key, String found) {
    return RecordException.brokenRecord(
        "the value of %s in %s is damaged: %s; put it back from a copy, or keep all of it for whoever"
                .formatted(key, values, found)
            + " asks what happened and begin the record anew elsewhere");
  }

  private static String key(long generation) {
    return GENERATION + generation;
  }

  @Override
  public synchronized Optional<byte[]> find(String path) throws IOException {
    if (path.startsWith("tile/")) {
      Optional<byte[]> tile = findTile(path);
      if (tile.isPresent() || writes) {
        return tile;
      }
      follow(); // it may be of a commit that is not settled yet, or was settled in between
      return findTile(path);
    }
    if (!writes) {
      follow();
    }
    return Optional.ofNullable(newest.heads.get(path));
  }

  private Optional<byte[]> findTile(String path) throws IOException {
    byte[] held = newest.tiles.get(path);
    return held == null ? values.get("log/" + path) : Optional.of(held);
  }

  @Override
  public synchronized void write(String path, byte[] bytes) {
    prepared.put(path, bytes.clone());
  }

  @Override
  public synchronized void commit(String path, byte[] bytes) throws IOException {
    Map<String, byte[]> heads = new LinkedHashMap<>(newest.heads);
    Map<String, byte[]> tiles = new LinkedHashMap<>();
    prepared.forEach(
        (file, content) -> (file.startsWith("tile/") ? tiles : heads).put(file, content));
    heads.put(path, bytes.clone());
    prepared.clear();
    Generation next = new Generation(heads, tiles);
    if (!values.putIfAbsent(
        key(number + 1), next.bytes())) { // a crash before leaves the old record
      throw new RecordException(
          RecordException.Reason.OVERTAKEN,
          "another writer has written to this record; open it again, a record has one writer");
    }
    newest = next; // a crash from here on leaves the new record
    number++;
    settle();
  }

  /** Puts the files of the newest generation under their own keys. Harmless when repeated. */
  private void settle() throws IOException {
    for (Map.Entry<String, byte[]> file : newest.tiles.entrySet()) {
      values.put("log/" + file.getKey(), file.getValue());
    }
    for (Map.Entry<String, byte[]> file : newest.heads.entrySet()) {
      values.put("log/" + file.getKey(), file.getValue());
    }
    Generation settled = new Generation(newest.heads, Map.of());
    values.put(key(number), settled.bytes());
    values.put(NEWEST, Words.bytes(Long.toString(number)));
    newest = settled;
  }

  @Override
  public void deletePartials(String fullPath) {}
}
