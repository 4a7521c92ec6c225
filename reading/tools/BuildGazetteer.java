// SPDX-License-Identifier: Apache-2.0
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/**
 * Makes {@code gazetteer.bin} from tables of places. Run from the project's root:
 *
 * <pre>java reading/tools/BuildGazetteer.java FOLDER reading/src/main/resources/org/tocsin/reading/gazetteer.bin</pre>
 *
 * <p>FOLDER holds three tab-separated tables, gzipped, with these columns (a line that starts with
 * # is skipped): {@code places.tsv.gz} geonameid, name, ascii name if different, alternates by
 * comma, latitude, longitude, feature code, country, admin1, admin2, population, time zone (the
 * columns of GeoNames' cities500.txt, reordered); {@code admin1.tsv.gz} geonameid, name, alternates
 * by |, latitude, longitude, country, admin1, ISO 3166-2, population (GeoNames admin1CodesASCII with
 * the points of Natural Earth); {@code country-points.tsv.gz} country, geonameid, name, latitude,
 * longitude, population (GeoNames PCLI).
 *
 * <p>Layout, big-endian: int magic, int places, int keys, int zones, int bytes of names; zones as
 * UTF; a record of 28 bytes a place (id, latitude and longitude in 1e-5 degree, population, offset of
 * name, country as two letters, kind, flags, zone, admin1); keys: sorted hashes (long), then places
 * (int, the sign bit marks an alias); names as length byte and UTF-8. Countries come first, then
 * admin1, then towns.
 */
class BuildGazetteer {
  static final int MIN_POPULATION = 2_000;
  static final int MIN_POPULATION_FOR_ALIASES = 100_000;

  record Row(int id, String name, double lat, double lon, long population, String country, int kind, boolean capital, int zone, int admin1) {}

  final List<Row> rows = new ArrayList<>();
  final Map<Long, List<Integer>> keys = new HashMap<>();
  final Map<String, Integer> zones = new LinkedHashMap<>();

  public static void main(String[] args) throws IOException {
    new BuildGazetteer().build(Path.of(args[0]), Path.of(args[1]));
  }

  void build(Path folder, Path out) throws IOException {
    zones.put("", 0);
    for (String[] c : table(folder.resolve("country-points.tsv.gz"))) {
      add(new Row(integer(c[1]), c[2], real(c[3]), real(c[4]), integer(c[5]), c[0], 0, false, 0, -1), List.of());
    }
    Map<String, Integer> admin1s = new HashMap<>();
    for (String[] c : table(folder.resolve("admin1.tsv.gz"))) {
      if (c[3].isEmpty()) {
        continue;
      }
      admin1s.put(c[5] + "." + c[6], rows.size());
      List<String> aliases = new ArrayList<>(List.of(c[2].split("\\|")));
      aliases.add(c[1].replaceFirst(" (Oblast|Krai|Province|Region|State|Governorate|District|County|Department|Prefecture)$", ""));
      if (c[1].endsWith(" Oblast")) {
        aliases.add(c[1].replace(" Oblast", " region"));
      }
      add(new Row(integer(c[0]), c[1], real(c[3]), real(c[4]), integer(c[8]), c[5], 1, false, 0, -1), aliases);
    }
    List<String[]> towns = table(folder.resolve("places.tsv.gz"));
    towns.sort(Comparator.comparingLong(c -> -(long) integer(c[10])));
    for (String[] c : towns) {
      int population = integer(c[10]);
      boolean seat = c[6].equals("PPLC") || c[6].equals("PPLA");
      if (population < MIN_POPULATION && !seat) {
        continue;
      }
      List<String> aliases = new ArrayList<>();
      if (!c[2].isEmpty()) {
        aliases.add(c[2]);
      }
      if (population >= MIN_POPULATION_FOR_ALIASES || c[6].equals("PPLC")) {
        aliases.addAll(List.of(c[3].split(",")));
      }
      int zone = zones.computeIfAbsent(c[11], z -> zones.size());
      int admin1 = admin1s.getOrDefault(c[7] + "." + c[8], -1);
      add(new Row(integer(c[0]), c[1], real(c[4]), real(c[5]), population, c[7], 2, c[6].equals("PPLC"), zone, admin1), aliases);
    }
    write(out);
  }

  void add(Row row, List<String> aliases) {
    int index = rows.size();
    rows.add(row);
    Set<Long> own = new HashSet<>();
    own.add(hash(key(row.name)));
    keys.computeIfAbsent(hash(key(row.name)), h -> new ArrayList<>()).add(index);
    for (String alias : aliases) {
      if (plausible(alias) && own.add(hash(key(alias)))) {
        keys.computeIfAbsent(hash(key(alias)), h -> new ArrayList<>()).add(index | Integer.MIN_VALUE);
      }
    }
  }

  /** Latin letters only, as written in running text; short ones are codes and clash with words. */
  static boolean plausible(String alias) {
    String key = key(alias);
    return alias.length() >= 4
        && Character.isUpperCase(alias.charAt(0))
        && !alias.equals(alias.toUpperCase(Locale.ROOT))
        && key.chars().allMatch(c -> c == ' ' || (c >= 'a' && c <= 'z'))
        && key.split(" ").length <= 4;
  }

  /** The same as {@code Gazetteer.key}: lower case, no marks, words parted by one space. */
  static String key(String name) {
    String plain = Normalizer.normalize(name, Normalizer.Form.NFD);
    StringBuilder key = new StringBuilder();
    for (int i = 0; i < plain.length(); i++) {
      char c = Character.toLowerCase(plain.charAt(i));
      if (Character.isLetterOrDigit(c)) {
        key.append(c);
      } else if ((c == ' ' || c == '-') && !key.isEmpty() && key.charAt(key.length() - 1) != ' ') {
        key.append(' ');
      }
    }
    return key.toString().strip();
  }

  static long hash(String key) {
    long h = 0xcbf29ce484222325L; // FNV-1a, 64 bits
    for (int i = 0; i < key.length(); i++) {
      h = (h ^ key.charAt(i)) * 0x100000001b3L;
    }
    return h;
  }

  void write(Path out) throws IOException {
    ByteArrayOutputStream names = new ByteArrayOutputStream();
    Map<String, Integer> offsets = new HashMap<>();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream data = new DataOutputStream(bytes);
    for (Row row : rows) {
      offsets.computeIfAbsent(row.name, n -> {
        int at = names.size();
        byte[] utf = n.getBytes(StandardCharsets.UTF_8);
        names.write(utf.length);
        names.writeBytes(utf);
        return at;
      });
    }
    int count = keys.values().stream().mapToInt(List::size).sum();
    data.writeInt(0x54475A31);
    data.writeInt(rows.size());
    data.writeInt(count);
    data.writeInt(zones.size());
    data.writeInt(names.size());
    for (String zone : zones.keySet()) {
      data.writeUTF(zone);
    }
    for (Row r : rows) {
      data.writeInt(r.id);
      data.writeInt((int) Math.round(r.lat * 1e5));
      data.writeInt((int) Math.round(r.lon * 1e5));
      data.writeInt((int) Math.min(r.population, Integer.MAX_VALUE));
      data.writeInt(offsets.get(r.name));
      data.writeByte(r.country.charAt(0));
      data.writeByte(r.country.charAt(1));
      data.writeByte(r.kind);
      data.writeByte(r.capital ? 1 : 0);
      data.writeShort(r.zone);
      data.writeShort(r.admin1);
    }
    List<Long> hashes = new ArrayList<>(keys.keySet());
    hashes.sort(null);
    for (long h : hashes) {
      for (int i = 0; i < keys.get(h).size(); i++) {
        data.writeLong(h);
      }
    }
    for (long h : hashes) {
      for (int place : keys.get(h)) {
        data.writeInt(place);
      }
    }
    data.write(names.toByteArray());
    Files.write(out, bytes.toByteArray());
    System.out.printf("%d places, %d keys, %d zones, %d bytes%n", rows.size(), count, zones.size(), bytes.size());
  }

  static List<String[]> table(Path file) throws IOException {
    List<String[]> lines = new ArrayList<>();
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file));
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          lines.add(line.split("\t", -1));
        }
      }
    }
    return lines;
  }

  static int integer(String digits) {
    return digits.isBlank() ? 0 : (int) Math.min(Long.parseLong(digits), Integer.MAX_VALUE);
  }

  static double real(String digits) {
    return Double.parseDouble(digits);
  }
}
