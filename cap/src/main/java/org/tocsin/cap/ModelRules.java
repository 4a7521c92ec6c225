// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The rules that look at a whole record, however it came about. */
final class ModelRules {
  private ModelRules() {}

  /** Runs rules and throws when an error was found. */
  static void refuse(Consumer<Consumer<Problem>> rules) {
    List<Problem> problems = new ArrayList<>();
    rules.accept(problems::add);
    if (problems.stream().anyMatch(Problem::isError)) {
      throw new CapException(problems);
    }
  }

  static void alert(Alert alert, Site site, Consumer<Problem> problems) {}

  static void info(Info info, Site site, Consumer<Problem> problems) {}

  static void resource(Resource resource, Site site, Consumer<Problem> problems) {}

  static void area(Area area, Site site, Consumer<Problem> problems) {}
}
