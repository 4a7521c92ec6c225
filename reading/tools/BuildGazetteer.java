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
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;

/**
 * Makes {@code gazetteer.bin} from tables of places. Run from the project's root:
 *
 * <pre>java reading/tools/BuildGazetteer.java GAZETTEER ZONES reading/tools reading/src/main/resources/org/tocsin/reading/gazetteer.bin</pre>
 *
 * <p>GAZETTEER holds, gzipped and tab-separated: {@code country-points.tsv.gz} (country, GeoNames
 * id, name, latitude, longitude, people), {@code admin1.tsv.gz} (id, name, other names by |,
 * latitude, longitude, country, code, ISO 3166-2, people), {@code admin2.tsv.gz} (id, name,
 * latitude, longitude, country, code of the first order, code, people) and {@code places.tsv.gz}
 * (id, name, ASCII name, other names by comma, latitude, longitude, feature code, country, codes of
 * the first and second order, people, time zone): GeoNames and Natural Earth. ZONES holds the
 * polygons of CAP geocodes, {@code UGC.geojsonl.gz} and {@code EMMA_ID.geojsonl.gz}, an object a
 * line with {@code code} and {@code geometry}: US National Weather Service and Meteoalarm, CC0. The
 * folder of this tool holds {@code features.tsv} (natural features, airports), {@code venues.tsv}
 * (venues and grounds, by hand), {@code news-places.tsv} (towns and regions, by hand) and {@code
 * points.tsv}.
 *
 * <p>The file, big-endian: a mark; the numbers of places, of keys, of bytes of names; the tables of
 * time zones, of countries, of divisions' ISO codes and of CAP zones, each its length and then
 * strings; the places, 26 bytes each; the keys, 8 bytes each, sorted; the names. A place: GeoNames
 * id (0: none), latitude and longitude in 1e-5 degrees, offset of its name (3 bytes), people
 * (25 times the logarithm), country, kind and flags, time zone, division of the first and of the
 * second order (place numbers from the first of its sort; 65535: none), CAP zone. A key: 39 bits of
 * the hash of a name, 1 bit whether it is another name than the first, 24 bits of the place.
 */
public class BuildGazetteer {
  static final int MARK = 0x54475A32;
  static final int MIN_POPULATION_FOR_ALIASES = 10_000;

  /** Where names are written in other letters, or seldom as GeoNames does, so that spellings vary. */
  static final Set<String> OTHER_SCRIPTS =
      Set.of(
          ("AE AF AM AZ BD BH BY CD CF CM CN DJ DZ EG ER ET GE IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB"
                  + " LK LY MA ML MM MN MR NE NG NP OM PK PS QA RU SA SD SO SS SY TD TH TJ TM TN UA UZ VN"
                  + " YE")
              .split(" "));

  static final int MIN_POPULATION_ELSEWHERE = 2_000;

  /** What stands for the people of the seat of a division that nobody counted. */
  static final int UNCOUNTED_SEAT = 8_000;

  static final int NONE = 0xFFFF;

  enum Kind {
    COUNTRY,
    ADMIN1,
    ADMIN2,
    TOWN,
    REGION,
    VENUE
  }

  /** Bits above the kind. */
  static final int CAPITAL = 0x10;

  static final int SEAT = 0x20;
  static final int PART = 0x40;

  record Row(
      int id,
      String name,
      double lat,
      double lon,
      long people,
      String country,
      Kind kind,
      int flags,
      int zone,
      int admin1,
      int admin2,
      int cap) {}

  record Zone(String code, double[] box, List<double[]> rings) {}

  final List<Row> rows = new ArrayList<>();
  final TreeSet<Long> keys = new TreeSet<>();
  final Map<String, Integer> zones = new LinkedHashMap<>();
  final Map<String, Integer> countries = new LinkedHashMap<>();
  final Map<String, Integer> caps = new LinkedHashMap<>();
  final List<String> isos = new ArrayList<>();
  final Map<String, List<Zone>> emma = new HashMap<>();
  final Map<String, double[]> counties = new HashMap<>();

  public static void main(String[] args) throws IOException {
    new BuildGazetteer()
        .build(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]), Path.of(args[3]));
  }

  void build(Path folder, Path zoneFolder, Path tools, Path out) throws IOException {
    zones.put("", 0);
    countries.put("  ", 0);
    caps.put("", 0);
    readZones(zoneFolder);
    Map<String, double[]> points = new HashMap<>();
    for (String[] c : table(tools.resolve("points.tsv"))) {
      points.put(c[0], new double[] {real(c[1]), real(c[2])});
    }
    for (String[] c : table(folder.resolve("country-points.tsv.gz"))) {
      add(
          new Row(
              integer(c[1]), c[2], real(c[3]), real(c[4]), integer(c[5]), c[0], Kind.COUNTRY, 0, 0,
              NONE, NONE, 0),
          List.of());
    }
    int admin1From = rows.size();
    Map<String, Integer> admin1s = new HashMap<>();
    for (String[] c : table(folder.resolve("admin1.tsv.gz"))) {
      if (c[3].isEmpty()) {
        continue;
      }
      String iso = c[7].isEmpty() ? c[5] + "-" + c[6] : c[7];
      double[] point = points.getOrDefault(iso, new double[] {real(c[3]), real(c[4])});
      admin1s.put(c[5] + "." + c[6], rows.size() - admin1From);
      isos.add(iso);
      List<String> aliases = new ArrayList<>(List.of(c[2].split("\\|")));
      aliases.add(
          c[1].replaceFirst(
              " (Oblast|Krai|Province|Region|State|Governorate|District|County|Department|Prefecture)$",
              ""));
      if (c[1].endsWith(" Oblast")) {
        aliases.add(c[1].replace(" Oblast", " region"));
      }
      add(
          new Row(
              integer(c[0]), c[1], point[0], point[1], integer(c[8]), c[5], Kind.ADMIN1, 0, 0,
              rows.size() - admin1From, NONE, cap(c[5], "", "", point[0], point[1])),
          aliases);
    }
    int admin2From = rows.size();
    Map<String, Integer> admin2s = new HashMap<>();
    for (String[] c : table(folder.resolve("admin2.tsv.gz"))) {
      if (c[2].isEmpty() || c[3].isEmpty()) {
        continue;
      }
      double[] point =
          c[4].equals("US")
              ? counties.getOrDefault(
                  c[5] + "C" + c[6], new double[] {real(c[2]), real(c[3])})
              : new double[] {real(c[2]), real(c[3])};
      admin2s.put(c[4] + "." + c[5] + "." + c[6], rows.size() - admin2From);
      List<String> aliases = new ArrayList<>();
      String bare =
          c[1].replaceFirst(
                  " (County|Parish|District|Borough|Municipality|Rayon|Raion|Kommun|Kommune|Department|Province|Prefecture|Region|Shire)$",
                  "")
              .replaceFirst(
                  "^(County of|County|City of|City and Borough of|Royal Borough of|District of|Province of|Provincia di|Provincia de|Département d[eu] la|Département d[eu]s?|Landkreis|Kreis) ",
                  "");
      if (!bare.equals(c[1])) {
        aliases.add(bare);
      }
      add(
          new Row(
              integer(c[0]), c[1], point[0], point[1], integer(c[7]), c[4], Kind.ADMIN2, 0, 0,
              admin1s.getOrDefault(c[4] + "." + c[5], NONE), rows.size() - admin2From,
              cap(c[4], c[5], c[6], point[0], point[1])),
          aliases);
    }
    List<String[]> towns = table(folder.resolve("places.tsv.gz"));
    towns.sort(Comparator.comparingLong((String[] c) -> -(long) integer(c[10])));
    for (String[] c : towns) {
      if (c[6].matches("PPL[QHW]|PPLCH")) {
        continue; // abandoned, historical or destroyed
      }
      int people = integer(c[10]);
      if (people == 0 && (c[6].equals("PPLA2") || c[6].equals("PPLA"))) {
        people = UNCOUNTED_SEAT;
      }
      boolean capital = c[6].equals("PPLC");
      boolean seat = c[6].equals("PPLA") || capital;
      List<String> aliases = new ArrayList<>();
      if (!c[2].isEmpty()) {
        aliases.add(c[2]);
      }
      boolean ranked = c[6].equals("PPLA2") || c[6].equals("PPLA3");
      if (people >= MIN_POPULATION_FOR_ALIASES
          || seat
          || (OTHER_SCRIPTS.contains(c[7]) && (people >= MIN_POPULATION_ELSEWHERE || ranked))) {
        aliases.addAll(List.of(c[3].split(",")));
      }
      int flags = (capital ? CAPITAL : 0) | (seat ? SEAT : 0) | (c[6].equals("PPLX") ? PART : 0);
      add(
          new Row(
              integer(c[0]), c[1], real(c[4]), real(c[5]), people, c[7], Kind.TOWN, flags,
              zones.computeIfAbsent(c[11], z -> zones.size()),
              admin1s.getOrDefault(c[7] + "." + c[8], NONE),
              admin2s.getOrDefault(c[7] + "." + c[8] + "." + c[9], NONE),
              cap(c[7], c[8], c[9], real(c[4]), real(c[5]))),
          aliases);
    }
    List<String[]> features = table(tools.resolve("features.tsv"));
    features.addAll(table(tools.resolve("venues.tsv")));
    features.addAll(table(tools.resolve("news-places.tsv")));
    Map<String, Integer> byId = new HashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      byId.put(String.valueOf(rows.get(i).id), i);
    }
    for (String[] c : features) {
      if (c[1].equals("alias")) {
        keys.add(keyOf(key(c[0]), true, byId.get(c[2])));
        continue;
      }
      String country = c[5].isEmpty() ? "  " : c[5];
      double lat = real(c[2]);
      double lon = real(c[3]);
      List<String> aliases = c.length > 6 ? List.of(c[6].split("\\|")) : List.of();
      if (c[1].equals("town")) {
        Row near = nearestTown(country, lat, lon);
        add(
            new Row(
                0, c[0], lat, lon, integer(c[4]), country, Kind.TOWN, 0, near.zone, near.admin1,
                near.admin2, cap(country, "", "", lat, lon)),
            aliases);
      } else {
        Kind kind = c[1].equals("venue") ? Kind.VENUE : Kind.REGION;
        add(
            new Row(0, c[0], lat, lon, integer(c[4]), country, kind, 0, 0, NONE, NONE, 0), aliases);
      }
    }
    write(out);
  }

  /** What a town by hand takes its time zone and divisions from. */
  Row nearestTown(String country, double lat, double lon) {
    return rows.stream()
        .filter(r -> r.kind == Kind.TOWN && r.country.equals(country))
        .min(Comparator.comparingDouble((Row r) -> Math.hypot(r.lat - lat, r.lon - lon)))
        .orElseThrow();
  }

  void add(Row row, List<String> aliases) {
    int index = rows.size();
    rows.add(row);
    countries.computeIfAbsent(row.country, c -> countries.size());
    String own = key(row.name);
    keys.add(keyOf(own, false, index));
    for (String alias : aliases) {
      String key = key(alias);
      if (plausible(alias, key) && !key.equals(own) && !keys.contains(keyOf(key, false, index))) {
        keys.add(keyOf(key, true, index));
      }
    }
  }

  static long keyOf(String key, boolean alias, int index) {
    return (hash(key) >>> 25) << 24 | (alias ? 1L << 23 : 0) | index;
  }

  /** Latin letters only, as written in running text; short ones are codes and clash with words. */
  static boolean plausible(String alias, String key) {
    return alias.length() >= 4
        && key.length() >= 4
        && Character.isUpperCase(alias.charAt(0))
        && !alias.equals(alias.toUpperCase(Locale.ROOT))
        && key.chars().allMatch(c -> c == ' ' || (c >= 'a' && c <= 'z'))
        && key.split(" ").length <= 5;
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

  static long hash(String key) {
    long h = 0xcbf29ce484222325L; // FNV-1a, 64 bits
    for (int i = 0; i < key.length(); i++) {
      h = (h ^ key.charAt(i)) * 0x100000001b3L;
    }
    return h;
  }

  /** The CAP zone of a point: by the county's code in the US, by polygon in Europe. */
  int cap(String country, String admin1, String admin2, double lat, double lon) {
    String code = "";
    if (country.equals("US") && counties.containsKey(admin1 + "C" + admin2)) {
      code = "UGC/" + admin1 + "C" + admin2;
    } else {
      double least = Double.MAX_VALUE; // a zone may lie in another: the smallest is meant
      for (Zone zone : emma.getOrDefault(country, List.of())) {
        double size = (zone.box[2] - zone.box[0]) * (zone.box[3] - zone.box[1]);
        if (size < least && contains(zone, lat, lon)) {
          code = "EMMA_ID/" + zone.code;
          least = size;
        }
      }
    }
    return caps.computeIfAbsent(code, c -> caps.size());
  }

  static boolean contains(Zone zone, double lat, double lon) {
    if (lon < zone.box[0] || lat < zone.box[1] || lon > zone.box[2] || lat > zone.box[3]) {
      return false;
    }
    boolean in = false;
    for (double[] ring : zone.rings) {
      for (int i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
        if ((ring[i + 1] > lat) != (ring[j + 1] > lat)
            && lon
                < (ring[j] - ring[i]) * (lat - ring[i + 1]) / (ring[j + 1] - ring[i + 1])
                    + ring[i]) {
          in = !in;
        }
      }
    }
    return in;
  }

  void readZones(Path folder) throws IOException {
    for (String line : lines(folder.resolve("EMMA_ID.geojsonl.gz"))) {
      Zone zone = zone(line);
      emma.computeIfAbsent(zone.code.substring(0, 2), c -> new ArrayList<>()).add(zone);
    }
    for (String line : lines(folder.resolve("UGC.geojsonl.gz"))) {
      Zone zone = zone(line);
      if (zone.code.charAt(2) == 'C') {
        counties.put(zone.code, centre(zone));
      }
    }
  }

  /** The centroid of the largest ring: latitude, longitude. */
  static double[] centre(Zone zone) {
    double most = -1;
    double[] centre = new double[2];
    for (double[] r : zone.rings) {
      double area = 0;
      double x = 0;
      double y = 0;
      for (int i = 0; i + 3 < r.length; i += 2) {
        double cross = r[i] * r[i + 3] - r[i + 2] * r[i + 1];
        area += cross;
        x += (r[i] + r[i + 2]) * cross;
        y += (r[i + 1] + r[i + 3]) * cross;
      }
      if (Math.abs(area) > most) {
        most = Math.abs(area);
        centre = new double[] {y / (3 * area), x / (3 * area)};
      }
    }
    return centre;
  }

  /** Of our own making, the lines have one form: the code, then rings of pairs of numbers. */
  static Zone zone(String line) {
    int at = line.indexOf("\"code\":") + 7;
    int from = line.indexOf('"', at) + 1;
    String code = line.substring(from, line.indexOf('"', from));
    List<double[]> rings = new ArrayList<>();
    double[] box = {180, 90, -180, -90};
    String coordinates = line.substring(line.indexOf("\"coordinates\":") + 14);
    for (String ring : coordinates.split("]\\s*]")) {
      String[] numbers = ring.replaceAll("[^-0-9.eE,]", "").replaceAll("^,+|,+$", "").split(",+");
      double[] values = new double[numbers.length / 2 * 2];
      for (int i = 0; i < values.length; i++) {
        values[i] = numbers[i].isEmpty() ? 0 : Double.parseDouble(numbers[i]);
      }
      for (int i = 0; i + 1 < values.length; i += 2) {
        box[0] = Math.min(box[0], values[i]);
        box[1] = Math.min(box[1], values[i + 1]);
        box[2] = Math.max(box[2], values[i]);
        box[3] = Math.max(box[3], values[i + 1]);
      }
      if (values.length >= 6) {
        rings.add(values);
      }
    }
    return new Zone(code, box, rings);
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
    data.writeInt(MARK);
    data.writeInt(rows.size());
    data.writeInt(keys.size());
    data.writeInt(names.size());
    strings(data, zones.keySet());
    strings(data, countries.keySet());
    strings(data, isos);
    strings(data, caps.keySet());
    for (Row r : rows) {
      int offset = offsets.get(r.name);
      data.writeInt(r.id);
      data.writeInt((int) Math.round(r.lat * 1e5));
      data.writeInt((int) Math.round(r.lon * 1e5));
      data.writeByte(offset >> 16);
      data.writeShort(offset);
      data.writeByte((int) Math.min(255, Math.round(25 * Math.log10(r.people + 1.0))));
      data.writeByte(countries.get(r.country));
      data.writeByte(r.kind.ordinal() | r.flags);
      data.writeShort(r.zone);
      data.writeShort(r.admin1);
      data.writeShort(r.admin2);
      data.writeShort(r.cap);
    }
    for (long key : keys) {
      data.writeLong(key);
    }
    data.write(names.toByteArray());
    Files.write(out, bytes.toByteArray());
    System.out.printf(
        "%d places, %d keys, %d time zones, %d CAP zones, %d bytes%n",
        rows.size(), keys.size(), zones.size(), caps.size(), bytes.size());
  }

  static void strings(DataOutputStream data, Iterable<String> all) throws IOException {
    List<String> list = new ArrayList<>();
    all.forEach(list::add);
    data.writeInt(list.size());
    for (String one : list) {
      data.writeUTF(one);
    }
  }

  static List<String> lines(Path file) throws IOException {
    InputStream raw = Files.newInputStream(file);
    try (InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    }
  }

  static List<String[]> table(Path file) throws IOException {
    List<String[]> table = new ArrayList<>();
    lines(file).forEach(line -> table.add(line.split("\t", -1)));
    return table;
  }

  static int integer(String digits) {
    return digits.isBlank() ? 0 : (int) Math.min(Long.parseLong(digits), Integer.MAX_VALUE);
  }

  static double real(String digits) {
    return Double.parseDouble(digits);
  }
}
