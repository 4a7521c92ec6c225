// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading.findings;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tocsin.reading.Reader;

/**
 * Makes annotations whole: fills in the words that a citation leaves out and its place in the text,
 * and says what is wrong. Arguments: the folder {@code reading/eval}, then the sort of annotation,
 * {@code first}, {@code second} or {@code gold}, whose files are written anew.
 */
public final class Offsets {
  private Offsets() {}

  /** Ends the process with 0 when every annotation is well, else with 1; 2 for wrong usage. */
  public static void main(String[] arguments) throws IOException {
    PrintStream err = new PrintStream(System.err, true, UTF_8);
    if (arguments.length != 2) {
      err.println("usage: Offsets reading/eval first|second|gold");
      System.exit(2);
    }
    List<String> problems = complete(new EvaluationSet(Path.of(arguments[0])), arguments[1]);
    problems.forEach(err::println);
    System.exit(problems.isEmpty() ? 0 : 1);
  }

  static List<String> complete(EvaluationSet set, String which) throws IOException {
    List<String> problems = new ArrayList<>();
    for (EvaluationSet.Item item : set.items()) {
      Path file = set.annotations(which).resolve(item.name() + ".json");
      if (!Files.exists(file)) {
        problems.add(item.name() + ": is not annotated");
        continue;
      }
      String text = Reader.standard().read(item.document()).text();
      try {
        Annotation whole = Annotation.load(file).complete(text);
        problems.addAll(Values.problems(whole, text));
        Files.writeString(file, whole.text());
      } catch (IllegalArgumentException e) {
        problems.add(String.valueOf(e.getMessage()));
      }
    }
    return problems;
  }
}
