// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Names of places and where they are.
 *
 * <p>Towns, divisions and countries lie in one file as fixed records behind a sorted table of name
 * hashes, so that opening it costs one read and looking up a name one binary search; nothing is put
 * on the heap but the bytes. The file's layout is told by {@code tools/BuildGazetteer.java}.
 * Regions, venues and the other names of countries are short tables read as text.
 */
final class Gazetteer {
  private static final int MAGIC = 0x54475A31;
  private static final int RECORD_BYTES = 28;
  private static final int MAX_SAME_NAME = 64;

  /** The kinds of place by their number in the file. */
  private static final List<PlaceKind> KINDS =
      List.of(PlaceKind.COUNTRY, PlaceKind.ADMIN1, PlaceKind.TOWN);

  /** One place under one of its names. */
  record Entry(
      String name,
      double latitude,
      double longitude,
      String country,
      PlaceKind kind,
      OptionalLong geonameId,
      long population,
      boolean capital,
      boolean alias,
      String zone,
      int index,
      int admin1) {}

  private final ByteBuffer data;
  private final int keys;
  private final String[] zones;
  private final int placesAt;
  private final int hashesAt;
  private final int keyPlacesAt;
  private final int namesAt;
  private final Map<String, List<Entry>> extra = new HashMap<>();
  private final Map<String, String> demonyms = new HashMap<>();

  private Gazetteer(ByteBuffer data) {
    this.data = data;
    if (data.getInt() != MAGIC) {
      throw new IllegalStateException("gazetteer.bin does not start with its mark; build it again");
    }
    int places = data.getInt();
    keys = data.getInt();
    zones = new String[data.getInt()];
    data.getInt();
    for (int i = 0; i < zones.length; i++) {
      byte[] utf = new byte[data.getShort()];
      data.get(utf);
      zones[i] = new String(utf, StandardCharsets.UTF_8);
    }
    placesAt = data.position();
    hashesAt = placesAt + places * RECORD_BYTES;
    keyPlacesAt = hashesAt + keys * Long.BYTES;
    namesAt = keyPlacesAt + keys * Integer.BYTES;
  }

  static Gazetteer open() {
    try (InputStream in = Lexicon.resource("gazetteer.bin")) {
      Gazetteer gazetteer = new Gazetteer(ByteBuffer.wrap(in.readAllBytes()));
      gazetteer.readRegions();
      gazetteer.readCountries();
      return gazetteer;
    } catch (IOException e) {
      throw new UncheckedIOException("the bundled gazetteer cannot be read", e);
    }
  }

  /** The places that go by a name, in no order; at most 64. */
  List<Entry> find(String name) {
    String key = key(name);
    List<Entry> found = new ArrayList<>(extra.getOrDefault(key, List.of()));
    long hash = hash(key);
    for (int i = firstAt(hash);
        i < keys && hashAt(i) == hash && found.size() < MAX_SAME_NAME;
        i++) {
      int place = data.getInt(keyPlacesAt + i * Integer.BYTES);
      found.add(entry(place & Integer.MAX_VALUE, place < 0));
    }
    return found;
  }

  /** The country a demonym such as "Russian" tells of, as ISO 3166-1 alpha-2. */
  Optional<String> countryOfDemonym(String word) {
    return Optional.ofNullable(demonyms.get(word));
  }

  private int firstAt(long hash) {
    int low = 0;
    int high = keys;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (hashAt(middle) < hash) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private long hashAt(int key) {
    return data.getLong(hashesAt + key * Long.BYTES);
  }

  Entry entry(int index, boolean alias) {
    int at = placesAt + index * RECORD_BYTES;
    String country = "" + (char) data.get(at + 20) + (char) data.get(at + 21);
    return new Entry(
        nameAt(data.getInt(at + 16)),
        data.getInt(at + 4) / 1e5,
        data.getInt(at + 8) / 1e5,
        country,
        KINDS.get(data.get(at + 22)),
        OptionalLong.of(data.getInt(at)),
        data.getInt(at + 12),
        data.get(at + 23) == 1,
        alias,
        zones[data.getShort(at + 24)],
        index,
        data.getShort(at + 26));
  }

  private String nameAt(int offset) {
    byte[] utf = new byte[data.get(namesAt + offset) & 0xFF];
    data.get(namesAt + offset + 1, utf);
    return new String(utf, StandardCharsets.UTF_8);
  }

  private void readRegions() {
    for (List<String> row : Lexicon.table("regions.tsv", 6)) {
      PlaceKind kind = PlaceKind.valueOf(row.get(4).toUpperCase(java.util.Locale.ROOT));
      Entry entry =
          new Entry(
              row.get(0),
              Double.parseDouble(row.get(1)),
              Double.parseDouble(row.get(2)),
              row.get(3),
              kind,
              OptionalLong.empty(),
              kind == PlaceKind.VENUE ? 100_000 : 50_000_000,
              false,
              false,
              "",
              -1,
              -1);
      addExtra(row.get(0), entry);
      Lexicon.list(row.get(5)).forEach(alias -> addExtra(alias, entry));
    }
  }

  private void readCountries() {
    Map<String, Entry> countries = new HashMap<>();
    for (int i = 0; i < 400; i++) { // countries stand first in the file
      Entry entry = entry(i, false);
      if (entry.kind() != PlaceKind.COUNTRY) {
        break;
      }
      countries.put(entry.country(), entry);
    }
    for (List<String> row : Lexicon.table("countries.tsv", 3)) {
      Entry country = countries.get(row.get(0));
      if (country == null) {
        throw new IllegalStateException("countries.tsv: no country has the code " + row.get(0));
      }
      Lexicon.list(row.get(1)).forEach(alias -> addExtra(alias, country));
      Lexicon.list(row.get(2)).forEach(word -> demonyms.put(word, row.get(0)));
    }
  }

  private void addExtra(String name, Entry entry) {
    extra.computeIfAbsent(key(name), k -> new ArrayList<>()).add(entry);
  }

  /** A name as the table spells it: lower case, no marks, words parted by one space. */
  static String key(String name) {
    String plain = isAscii(name) ? name : Normalizer.normalize(name, Normalizer.Form.NFD);
    StringBuilder key = new StringBuilder(plain.length());
    for (int i = 0; i < plain.length(); i++) {
      char c = Character.toLowerCase(plain.charAt(i));
      if (Character.isLetterOrDigit(c)) {
        key.append(c);
      } else if ((c == ' ' || c == '-' || c == '\n')
          && !key.isEmpty()
          && key.charAt(key.length() - 1) != ' ') {
        key.append(' ');
      }
    }
    return key.toString().strip();
  }

  private static boolean isAscii(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) > 127) {
        return false;
      }
    }
    return true;
  }

  private static long hash(String key) {
    long h = 0xcbf29ce484222325L; // FNV-1a, 64 bits
    for (int i = 0; i < key.length(); i++) {
      h = (h ^ key.charAt(i)) * 0x100000001b3L;
    }
    return h;
  }
}
