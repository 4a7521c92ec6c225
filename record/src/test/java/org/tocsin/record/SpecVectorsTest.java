// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * FEATURE UNDER TEST: the vectors in spec/vectors are what this code writes and judges. Run with
 * {@code -Dtocsin.writeVectors=true} to write them anew after a change of the specification.
 */
class SpecVectorsTest {

  private static final Path VECTORS = Path.of("..", "spec", "vectors");

  @TempDir Path temp;

  @Test
  void entriesAreAsPublished() throws IOException {
    List<Map<String, @Nullable Object>> vectors = new ArrayList<>();
    for (Entry entry : MoscowBundle.entries()) {
      Map<String, @Nullable Object> vector = new LinkedHashMap<>();
      vector.put("entry", Given.utf8(entry.bytes()));
      vector.put("leafHash", Merkle.leaf(entry.bytes()).base64());
      vectors.add(vector);
    }
    requirePublished("entries.json", pretty("entries", vectors));
  }

  @Test
  void commitmentsAreAsPublished() throws IOException {
    List<Map<String, @Nullable Object>> vectors = new ArrayList<>();
    vectors.add(commitment(MoscowBundle.ADDRESS, MoscowBundle.ADDRESS_SALT));
    vectors.add(commitment(Map.of("lon", 37.39, "lat", 55.826), Given.salt(0xA3)));
    vectors.add(commitment("Ünïcode \"and\"\nlines", Given.salt(0)));
    vectors.add(commitment(null, Given.salt(0xFF)));
    vectors.add(commitment(List.of(1, 1e21, -0.5, true), Given.salt(0x42)));
    requirePublished("commitments.json", pretty("commitments", vectors));
  }

  private static Map<String, @Nullable Object> commitment(@Nullable Object value, Salt salt) {
    Map<String, @Nullable Object> vector = new LinkedHashMap<>();
    vector.put("value", CanonicalJson.text(value));
    vector.put("salt", salt.base64());
    vector.put("commitment", Commitment.of(value, salt).hash().base64());
    return vector;
  }

  @Test
  void bundlesAreAsPublished() throws IOException {
    String good =
        Given.utf8(MoscowBundle.write(temp.resolve("r"), Given.DESK, MoscowBundle.entries()));
    List<Map<String, @Nullable Object>> vectors = new ArrayList<>();
    vectors.add(bundle("as written", good));
    vectors.add(bundle("a fact changed", good.replace("\"windowHours\":48", "\"windowHours\":24")));
    vectors.add(bundle("last newline missing", good.substring(0, good.length() - 1)));
    vectors.add(bundle("a byte follows", good + "\n"));
    vectors.add(bundle("number of entries changed", good.replace("\nend 4\n", "\nend 3\n")));
    vectors.add(
        bundle("an entry removed", good.replaceFirst("(?s)\nentry 4 .*?\nend 4", "\nend 3")));
    vectors.add(bundle("signature's padding removed", good.replaceFirst("=+\n$", "\n")));
    vectors.add(bundle("space at the end of a line", good.replace("\nend 4\n", "\nend 4 \n")));
    requirePublished("bundles.json", pretty("bundles", vectors));
  }

  @Test
  void streamedBundlesAreAsPublished() throws IOException {
    byte[] file;
    try (RecordFolder record = StreamedBundleTest.fill(temp.resolve("s"), 20)) {
      file = StreamedBundleTest.write(record, List.of(3L, 4L, 6L, 9L, 17L));
    }
    String good = Given.utf8(file);
    List<Map<String, @Nullable Object>> vectors = new ArrayList<>();
    vectors.add(bundle("as written", good));
    vectors.add(bundle("a fact changed", good.replace("\"number\":4}", "\"number\":5}")));
    vectors.add(bundle("a byte follows", good + "\n"));
    vectors.add(bundle("the note's length changed", good.replace("\nbody ", "\nbody 1")));
    vectors.add(bundle("the first half only", good.substring(0, good.length() / 2)));
    vectors.add(resigned("signed anew with an entry moved", file, "\nentry 4 ", "\nentry 5 "));
    vectors.add(resigned("signed anew with a hash of nothing", file, "\nrest [^\n]+", NOTHING));
    vectors.add(resigned("signed anew without a hash", file, "\nrest [^\n]+", ""));
    vectors.add(
        resigned("signed anew with an entry dropped", file, "(?s)\nentry 9 .*?\nentry", "\nentry"));
    vectors.add(resigned("signed anew with silence on a value", file, "\nwithhold [^\n]+", ""));
    requirePublished("streamed-bundles.json", pretty("bundles", vectors));
  }

  private static final String NOTHING = "\nrest " + Merkle.EMPTY_ROOT.base64();

  private static Map<String, @Nullable Object> resigned(
      String what, byte[] file, String from, String to) {
    byte[] changed = StreamedBundleTest.resigned(file, body -> body.replaceFirst(from, to));
    return bundle(what, Given.utf8(changed));
  }

  private static Map<String, @Nullable Object> bundle(String what, String file) {
    Map<String, @Nullable Object> vector = new LinkedHashMap<>();
    vector.put("what", what);
    vector.put("key", Given.DESK.vkey());
    vector.put("verifies", BundleVerifier.verify(Given.utf8(file), List.of()).ok());
    vector.put("file", file);
    assertThat(vector.get("verifies")).as(what).isEqualTo(what.equals("as written"));
    return vector;
  }

  /** One vector a line, so that a change shows as a change of a line. */
  private static String pretty(String name, List<Map<String, @Nullable Object>> vectors) {
    StringBuilder json = new StringBuilder("{\"" + name + "\":[\n");
    String separator = "";
    for (Map<String, @Nullable Object> vector : vectors) {
      json.append(separator).append(CanonicalJson.text(vector));
      separator = ",\n";
    }
    return json.append("\n]}\n").toString();
  }

  static void requirePublished(String file, String now) throws IOException {
    Path path = VECTORS.resolve(file);
    if (Boolean.getBoolean("tocsin.writeVectors")) {
      Files.createDirectories(VECTORS);
      Files.writeString(path, now);
    }
    assertThat(Files.readString(path)).as(file).isEqualTo(now);
  }
}
