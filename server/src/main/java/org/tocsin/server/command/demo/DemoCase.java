// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.command.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A case as files: the script with its clock, the reports, the duty test's answers, the warnings,
 * the outcome.
 *
 * @param folder where the files are
 * @param script {@code case.yaml}
 * @param reports {@code reports.yaml}
 * @param duty {@code duty.yaml}
 * @param warnings {@code warnings.yaml}
 * @param outcome {@code outcome.yaml}
 */
record DemoCase(Path folder, Node script, Node reports, Node duty, Node warnings, Node outcome) {

  /** Reads the files of a case; an {@link IOException} names one that is missing. */
  static DemoCase read(Path folder) throws IOException {
    return new DemoCase(
        folder,
        yaml(folder.resolve("case.yaml")),
        yaml(folder.resolve("reports.yaml")),
        yaml(folder.resolve("duty.yaml")),
        yaml(folder.resolve("warnings.yaml")),
        yaml(folder.resolve("outcome.yaml")));
  }

  private static Node yaml(Path file) throws IOException {
    Object root =
        new Yaml(new SafeConstructor(new LoaderOptions()))
            .load(Files.readString(file, StandardCharsets.UTF_8));
    return new Node(file.getFileName().toString(), root);
  }

  /** The reports in the order in which the desk gets them. */
  List<ReportFile> reportFiles() {
    return reports.list("reports").stream()
        .map(each ->
            new ReportFile(
                folder.resolve(each.text("file")),
                each.text("mediaType"),
                each.text("source"),
                each.time("receivedAt"),
                each.time("publishedAt"),
                each.text("grade"),
                each.text("tlp")))
        .toList();
  }

  /** One act of the script. */
  List<Node> timeline() {
    return script.list("timeline");
  }

  /**
   * A report of the case.
   *
   * @param grade two characters, for example {@code B2}
   */
  record ReportFile(
      Path file,
      String mediaType,
      String source,
      Instant receivedAt,
      Instant publishedAt,
      String grade,
      String marking) {
    /** The name by which the other files cite it. */
    String name() {
      return file.getFileName().toString();
    }
  }

  /** The time of a YAML text. */
  static Instant time(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }
}
