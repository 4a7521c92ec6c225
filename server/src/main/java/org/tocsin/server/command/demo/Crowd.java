// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.command.demo;

import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tocsin.sim.LocalWatchers;
import org.tocsin.sim.SyntheticWatchers;
import org.tocsin.sim.WatcherRow;

/**
 * The watchers of a case: those that it names, and invented ones round its place. A case that says
 * nothing of a crowd has the world of {@link SyntheticWatchers}.
 */
final class Crowd {

  private static final long SEED = 2024;

  private Crowd() {}

  /**
   * Writes them into a file of watchers.
   *
   * @param watchers how many, of a case that says nothing of its crowd
   */
  static void write(DemoCase files, int watchers, URI hookBase, Path file) {
    try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      if (files.script().find("crowd").isPresent()) {
        local(files.script(), hookBase, out);
      } else {
        SyntheticWatchers.demo(hookBase).withCount(watchers).writeCsv(out);
      }
    } catch (IOException e) {
      throw new DemoFailure("cannot write " + file, e);
    }
  }

  private static void local(Node script, URI hookBase, Writer out) throws IOException {
    Node crowd = script.at("crowd");
    LocalWatchers watchers =
        new LocalWatchers(
            SEED,
            crowd.text("word"),
            crowd.number("latitude"),
            crowd.number("longitude"),
            (int) crowd.number("spreadMetres"),
            crowd.texts("languages"),
            hookBase);
    StringBuilder lines = new StringBuilder(WatcherRow.HEADER).append('\n');
    for (Node each : crowd.list("named")) {
      watchers
          .named(
              each.text("id"),
              each.text("name"),
              each.text("kind"),
              each.number("latitude"),
              each.number("longitude"),
              (int) each.number("radiusMetres"))
          .appendTo(lines);
    }
    watchers.forEach((int) crowd.number("count"), row -> row.appendTo(lines));
    out.append(lines);
  }
}
