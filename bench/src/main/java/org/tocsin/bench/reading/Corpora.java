// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The folder of texts with answers.
 *
 * @param folder {@code ../shared/corpora} from the project's folder, unless the system property
 *     {@code tocsin.corpora} names another
 */
public record Corpora(Path folder) {
  private static final String BESIDE = "../shared/corpora";

  /** The folder that the property names, or the one beside the project. */
  public static Corpora beside(Path home) {
    String named = System.getProperty("tocsin.corpora", "");
    return new Corpora((named.isEmpty() ? home.resolve(BESIDE) : Path.of(named)).normalize());
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  /** Which of the files are not there. */
  List<String> missing(List<String> files) {
    return files.stream().filter(name -> !Files.isRegularFile(file(name))).toList();
  }

  /** The bytes of a file, unpacked when its name ends in {@code .gz}. */
  InputStream open(String name) throws IOException {
    InputStream in = Files.newInputStream(file(name));
    return name.endsWith(".gz") ? new GZIPInputStream(in) : in;
  }

  /** The lines of a file in UTF-8. */
  List<String> lines(String name) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(open(name), StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** The objects of a file that holds one a line. */
  List<JsonNode> objects(String name) throws IOException {
    JsonMapper mapper = JsonMapper.shared();
    return lines(name).stream().filter(line -> !line.isBlank()).map(mapper::readTree).toList();
  }

  /** A cell that holds a number, or nothing, {@code null} or the like. */
  static OptionalDouble number(String cell) {
    try {
      double number = Double.parseDouble(cell.strip());
      return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }
}
