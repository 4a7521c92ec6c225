// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading.findings;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.tocsin.reading.Reader;
import org.tocsin.reading.Reading;

/**
 * Prints what the reader misses, invents and gets wrong in the dev half of {@code reading/eval},
 * the folder that is its argument. The test half is never printed document by document.
 */
public final class ErrorList {
  private ErrorList() {}

  /** Prints the list. */
  public static void main(String[] arguments) throws IOException {
    PrintStream out = new PrintStream(System.out, true, UTF_8);
    if (arguments.length != 1) {
      out.println("usage: ErrorList reading/eval");
      System.exit(2);
    }
    Path folder = Path.of(arguments[0]);
    EvaluationSet set = new EvaluationSet(folder);
    StatementScores scores = new StatementScores(folder);
    for (EvaluationSet.Item item : set.items()) {
      if (item.half() == EvaluationSet.Half.DEV) {
        Reading reading = Reader.standard().read(item.document());
        List<Mark> found = StatementScores.found(reading);
        out.println("== " + item.name());
        Score.pairs(scores.annotated("gold", item), found)
            .forEach(pair -> print(pair, reading, out));
      }
    }
  }

  private static void print(Score.Pair pair, Reading reading, PrintStream out) {
    Mark any = pair.gold().or(pair::found).orElseThrow();
    String words = reading.text().substring(any.start(), any.end()).replace('\n', ' ');
    if (pair.found().isEmpty()) {
      out.println("MISSED " + any.typeName() + ": " + words);
    } else if (pair.gold().isEmpty()) {
      String rule =
          reading.findings().stream()
              .filter(f -> Mark.of(f).equals(any))
              .map(f -> f.rule())
              .findFirst()
              .orElse("?");
      out.println("INVENTED " + any.typeName() + " (" + rule + "): " + words);
    } else {
      fields(pair.gold().get(), pair.found().get(), words, out);
    }
  }

  private static void fields(Mark gold, Mark found, String words, PrintStream out) {
    StringBuilder wrong = new StringBuilder();
    for (Mark.Field field : Mark.Field.values()) {
      Optional<List<String>> wanted = gold.field(field);
      Optional<List<String>> got = found.field(field);
      boolean agree =
          wanted.isPresent() == got.isPresent()
              && (wanted.isEmpty() || Score.agree(field, wanted.get(), got.orElseThrow()));
      if (!agree) {
        wrong.append(
            " %s: wanted %s got %s;"
                .formatted(
                    field.key,
                    wanted.map(Object::toString).orElse("-"),
                    got.map(Object::toString).orElse("-")));
      }
    }
    if (gold.voice() != found.voice()) {
      wrong.append(" voice: wanted %s got %s;".formatted(gold.voice(), found.voice()));
    }
    if (!wrong.isEmpty()) {
      out.println("FIELDS " + gold.typeName() + ": " + words + "\n      " + wrong);
    }
  }
}
