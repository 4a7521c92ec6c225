// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Names of places and where they are.
 *
 * <p>Countries, divisions, towns, natural features and airports lie in one file as fixed records
 * behind a sorted table of name hashes. The file is mapped ({@link MappedResource}): opening it
 * reads its head alone, and looking up a name is one binary search in it. The file's layout is told
 * by {@code tools/BuildGazetteer.java}. Regions, venues and the other names of countries are short
 * tables read as text.
 */
final class Gazetteer {
  private static final int MARK = 0x54475A32;
  private static final int RECORD_BYTES = 26;
  private static final int MAX_SAME_NAME = 64;
  private static final int NO_DIVISION = 0xFFFF;
  private static final double EARTH_RADIUS_KM = 6371;

  /**
   * From U+00C0 on, each letter in lower case without its marks: most names that are not plain
   * ASCII need no more, and the tables of Unicode take as long to load as the gazetteer to open.
   */
  private static final String FOLDED =
      "aaaaaaæceeeeiiiiðnooooo×øuuuuyþßaaaaaaæceeeeiiiiðnooooo÷øuuuuyþy"
          + "aaaaaaccccccccddđđeeeeeeeeeegggggggghhħħiiiiiiiiiıĳĳjjkkĸllllllŀ"
          + "ŀłłnnnnnnŉŋŋooooooœœrrrrrrssssssssttttŧŧuuuuuuuuuuuuwwyyyzzzzzzſ"
          + "ƀɓƃƃƅƅɔƈƈɖɗƌƌƍǝəɛƒƒɠɣƕɩɨƙƙƚƛɯɲƞɵooƣƣƥƥʀƨƨʃƪƫƭƭʈuuʊʋƴƴƶƶʒƹƹƺƻƽƽƾƿ"
          + "ǀǁǂǃǆǆǆǉǉǉǌǌǌaaiioouuuuuuuuuuǝaaaaææǥǥggkkooooʒʒjǳǳǳggƕƿnnaaææøø"
          + "aaaaeeeeiiiioooorrrruuuussttȝȝhhƞȡȣȣȥȥaaeeooooooooyyȴȵȶȷȸȹⱥȼȼƚⱦȿ"
          + "ɀɂɂƀʉʌɇɇɉɉɋɋɍɍɏɏ";

  private static final char FIRST_FOLDED = '\u00C0';

  private static final List<PlaceKind> KINDS = List.of(PlaceKind.values());

  /**
   * One place under one of its names.
   *
   * @param population people, rounded to a tenth of itself; of a feature what ranks it like people
   * @param capital of a country
   * @param seat of a country's or a first-order division's government
   * @param part of a larger town
   * @param alias whether the name it was found by is not its first one
   * @param index its number in the file; negative for places that lie in the text tables
   * @param admin1 the number of its first-order division, negative when none is known
   * @param admin2 the number of its second-order division, negative when none is known
   * @param iso ISO 3166-2 code of the first-order division, or nothing
   * @param capZone a CAP geocode, {@code UGC/TXC113}, or nothing
   */
  record Entry(
      String name,
      double latitude,
      double longitude,
      String country,
      PlaceKind kind,
      OptionalLong geonameId,
      long population,
      boolean capital,
      boolean seat,
      boolean part,
      boolean alias,
      String zone,
      int index,
      int admin1,
      int admin2,
      String iso,
      String capZone) {

    /** Along a great circle, near enough for ranking. */
    double kilometresTo(Entry other) {
      double x = Math.toRadians(other.longitude - longitude);
      x = Math.abs(x) > Math.PI ? 2 * Math.PI - Math.abs(x) : x;
      x *= Math.cos(Math.toRadians((latitude + other.latitude) / 2));
      double y = Math.toRadians(other.latitude - latitude);
      return EARTH_RADIUS_KM * Math.sqrt(x * x + y * y);
    }

    boolean sameAs(Entry other) {
      return index >= 0 ? index == other.index : name.equals(other.name) && kind == other.kind;
    }

    /**
     * A place that is not in the gazetteer but is said to lie in this one, and stands at its point.
     */
    Entry within(String unknown) {
      return new Entry(
          unknown,
          latitude,
          longitude,
          country,
          PlaceKind.TOWN,
          OptionalLong.empty(),
          0,
          false,
          false,
          false,
          false,
          zone,
          -1,
          admin1,
          admin2,
          iso,
          "");
    }
  }

  private final ByteBuffer data;
  private final int keys;
  private final Strings zones;
  private final Strings countryCodes;
  private final Strings isos;
  private final Strings capZones;
  private final int placesAt;
  private final int keysAt;
  private final int namesAt;
  private final Map<String, List<Entry>> extra = new HashMap<>();
  private final Map<String, Entry> countries = new HashMap<>();
  private final Map<String, Integer> divisions = new HashMap<>();
  private final Map<String, Entry> demonyms = new HashMap<>();

  private Gazetteer(ByteBuffer data) {
    this.data = data;
    if (data.getInt() != MARK) {
      throw new IllegalStateException("gazetteer.bin does not start with its mark; build it again");
    }
    int places = data.getInt();
    keys = data.getInt();
    data.getInt(); // the length of the names
    zones = new Strings(data);
    countryCodes = new Strings(data);
    isos = new Strings(data);
    capZones = new Strings(data);
    placesAt = data.position();
    keysAt = placesAt + places * RECORD_BYTES;
    namesAt = keysAt + keys * Long.BYTES;
  }

  /** Strings of the file, made when first asked for: two threads may both make one, of no harm. */
  private static final class Strings {
    private final ByteBuffer data;
    private final int[] offsets;
    private final String[] made;

    /** Those that start at the buffer's position, which then stands behind them. */
    Strings(ByteBuffer data) {
      this.data = data;
      offsets = new int[data.getInt()];
      made = new String[offsets.length];
      int at = data.position();
      for (int i = 0; i < offsets.length; i++) {
        offsets[i] = at;
        at += Short.BYTES + data.getShort(at);
      }
      data.position(at);
    }

    String get(int i) {
      String string = made[i];
      if (string == null) {
        byte[] utf = new byte[data.getShort(offsets[i])];
        data.get(offsets[i] + Short.BYTES, utf);
        string = new String(utf, StandardCharsets.UTF_8);
        made[i] = string;
      }
      return string;
    }
  }

  static Gazetteer open() {
    Gazetteer gazetteer = new Gazetteer(data());
    gazetteer.readDivisions();
    gazetteer.readRegions();
    gazetteer.readCountries();
    gazetteer.readDemonyms();
    return gazetteer;
  }

  /** The file itself, from its start. */
  static ByteBuffer data() {
    try {
      return MappedResource.of(Lexicon.url("gazetteer.bin"));
    } catch (IOException e) {
      throw new UncheckedIOException("the bundled gazetteer cannot be read", e);
    }
  }

  /** The places that go by a name, those that it is the first name of before others; at most 64. */
  List<Entry> find(String name) {
    String key = key(name);
    return key.isEmpty() ? List.of() : findKey(key);
  }

  /** As {@link #find}, for a name that {@link #key} made. */
  List<Entry> findKey(String key) {
    List<Entry> own = extra.get(key);
    long hash = hash(key) >>> 25;
    int i = firstAt(hash << 24);
    if (own == null && (i == keys || hashAt(i) != hash)) {
      return List.of();
    }
    List<Entry> found = new ArrayList<>(own == null ? List.of() : own);
    for (; i < keys && hashAt(i) == hash && found.size() < MAX_SAME_NAME; i++) {
      long entry = keyAt(i);
      Entry place = entry((int) (entry & 0x7FFFFF), (entry & 0x800000) != 0);
      if (isNew(place, found)) {
        found.add(place);
      }
    }
    return found;
  }

  /** The place that a demonym such as "Russian" tells of; "Russians" are people and no place. */
  Optional<Entry> ofDemonym(String word) {
    return Optional.ofNullable(demonyms.get(word));
  }

  /** A country by its ISO 3166-1 alpha-2 code. */
  Optional<Entry> country(String code) {
    return Optional.ofNullable(countries.get(code));
  }

  /** A first-order division by its ISO 3166-2 code. */
  Optional<Entry> division(String iso) {
    return Optional.ofNullable(divisions.get(iso)).map(index -> entry(index, false));
  }

  private int firstAt(long least) {
    int low = 0;
    int high = keys;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (keyAt(middle) < least) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private long keyAt(int key) {
    return data.getLong(keysAt + key * Long.BYTES);
  }

  private long hashAt(int key) {
    return keyAt(key) >>> 24;
  }

  Entry entry(int index, boolean alias) {
    int at = placesAt + index * RECORD_BYTES;
    int offset = (data.get(at + 12) & 0xFF) << 16 | (data.getShort(at + 13) & 0xFFFF);
    int sort = data.get(at + 17);
    PlaceKind kind = kind(index);
    int admin1 = division(at + 20);
    int id = data.getInt(at);
    String country = countryCodes.get(data.get(at + 16) & 0xFF);
    return new Entry(
        nameAt(offset),
        data.getInt(at + 4) / 1e5,
        data.getInt(at + 8) / 1e5,
        country.isBlank() ? "" : country,
        kind,
        id == 0 ? OptionalLong.empty() : OptionalLong.of(id),
        Math.round(Math.pow(10, (data.get(at + 15) & 0xFF) / 25.0)) - 1,
        (sort & 0x10) != 0,
        (sort & 0x20) != 0,
        (sort & 0x40) != 0,
        alias,
        zones.get(data.getShort(at + 18)),
        index,
        admin1,
        division(at + 22),
        iso(admin1),
        capZones.get(data.getShort(at + 24)));
  }

  private String iso(int admin1) {
    return admin1 < 0 ? "" : isos.get(admin1);
  }

  private PlaceKind kind(int index) {
    return KINDS.get(data.get(placesAt + index * RECORD_BYTES + 17) & 0x0F);
  }

  private int division(int at) {
    int number = data.getShort(at) & 0xFFFF;
    return number == NO_DIVISION ? -1 : number;
  }

  private String nameAt(int offset) {
    byte[] utf = new byte[data.get(namesAt + offset) & 0xFF];
    data.get(namesAt + offset + 1, utf);
    return new String(utf, StandardCharsets.UTF_8);
  }

  /** Countries stand first in the file, then the divisions of the first order. */
  private void readDivisions() {
    int i = 0;
    for (; kind(i) == PlaceKind.COUNTRY; i++) {
      Entry country = entry(i, false);
      countries.put(country.country(), country);
    }
    for (; kind(i) == PlaceKind.ADMIN1; i++) {
      divisions.putIfAbsent(iso(division(placesAt + i * RECORD_BYTES + 20)), i);
    }
  }

  private void readRegions() {
    for (List<String> row : Lexicon.table("regions.tsv", 6)) {
      PlaceKind kind = PlaceKind.valueOf(row.get(4).toUpperCase(Locale.ROOT));
      Entry entry =
          new Entry(
              row.get(0),
              Double.parseDouble(row.get(1)),
              Double.parseDouble(row.get(2)),
              row.get(3),
              kind,
              OptionalLong.empty(),
              kind == PlaceKind.VENUE ? 100_000 : 20_000_000,
              false,
              false,
              false,
              false,
              "",
              -1,
              -1,
              -1,
              "",
              "");
      addExtra(row.get(0), entry);
      Lexicon.list(row.get(5)).forEach(alias -> addExtra(alias, entry));
    }
  }

  private void readCountries() {
    for (List<String> row : Lexicon.table("countries.tsv", 3)) {
      Entry country = countries.get(row.get(0));
      if (country == null) {
        throw new IllegalStateException("countries.tsv: no country has the code " + row.get(0));
      }
      Lexicon.list(row.get(1)).forEach(alias -> addExtra(alias, country));
      Lexicon.list(row.get(2)).forEach(word -> demonyms.put(word, country));
    }
  }

  /** Words for people and things of places that are no countries. */
  private void readDemonyms() {
    for (List<String> row : Lexicon.table("demonyms.tsv", 2)) {
      Entry place =
          division(row.get(0))
              .or(() -> find(row.get(0)).stream().findFirst())
              .orElseThrow(
                  () -> new IllegalStateException("demonyms.tsv: no place is " + row.get(0)));
      Lexicon.list(row.get(1)).forEach(word -> demonyms.put(word, place));
    }
  }

  private void addExtra(String name, Entry entry) {
    List<Entry> named = extra.computeIfAbsent(key(name), k -> new ArrayList<>());
    if (isNew(entry, named)) { // "U.S." and "US" have one key
      named.add(entry);
    }
  }

  private static boolean isNew(Entry entry, List<Entry> among) {
    for (Entry other : among) {
      if (entry.sameAs(other)) {
        return false;
      }
    }
    return true;
  }

  /**
   * A name as the table spells it: lower case, no marks, words parted by one space; "Saint", "Mt"
   * and "Ft" at the start in one spelling.
   */
  static String key(String name) {
    String plain = isSimple(name) ? name : Normalizer.normalize(name, Normalizer.Form.NFD);
    StringBuilder key = new StringBuilder(plain.length());
    for (int i = 0; i < plain.length(); i++) {
      char c = folded(plain.charAt(i));
      if (Character.isLetterOrDigit(c)) {
        key.append(c);
      } else if ((c == ' ' || c == '-' || c == '\n')
          && !key.isEmpty()
          && key.charAt(key.length() - 1) != ' ') {
        key.append(' ');
      }
    }
    String bare = key.toString().strip();
    int space = bare.indexOf(' ');
    if (space < 0) {
      return bare;
    }
    return switch (bare.substring(0, space)) {
      case "saint" -> "st" + bare.substring(space);
      case "sainte" -> "ste" + bare.substring(space);
      case "mt" -> "mount" + bare.substring(space);
      case "ft" -> "fort" + bare.substring(space);
      default -> bare;
    };
  }

  private static char folded(char c) {
    return c >= FIRST_FOLDED && c < FIRST_FOLDED + FOLDED.length()
        ? FOLDED.charAt(c - FIRST_FOLDED)
        : Character.toLowerCase(c);
  }

  /** Whether the table of folded letters knows all of its letters; dashes and quotes are none. */
  private static boolean isSimple(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c >= FIRST_FOLDED + FOLDED.length() && (c < '\u2010' || c > '\u2027')) {
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
