// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading.muc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tocsin.reading.Reader;

/**
 * MUC-4's texts, keys and lists, and what two ways of filling templates reach on them: the reader's
 * incidents as shipped, and models trained on the training texts on the spot.
 */
public final class SlotsOfMuc {
  /** Tuned on TST1 and TST2, the development texts. */
  private static final Filler.Leanings LEANINGS = new Filler.Leanings(20, 40, 0.3, 0.2, 0.3, 0.3);

  private static final List<Template> NONE = List.of();

  private final Map<String, String> texts = new LinkedHashMap<>();
  private final Map<String, List<Template>> keys = new LinkedHashMap<>();
  private final List<String> areas;
  private final Casing casing;
  private final Reader reader;

  /**
   * How well templates were filled.
   *
   * @param precision of all templates
   * @param recall of all templates
   * @param f both weighed alike: the measure that systems were ranked by
   * @param matchedMissing F with templates of the response that match nothing left out
   * @param matchedOnly F of templates laid against each other
   */
  public record Score(
      double precision, double recall, double f, double matchedMissing, double matchedOnly) {
    static Score of(Scorer.Result result) {
      Tally all = result.allTemplates();
      return new Score(
          all.precision(),
          all.recall(),
          all.f(),
          result.matchedMissing().f(),
          result.matchedOnly().f());
    }
  }

  /**
   * Reads the files of an unpacked corpus.
   *
   * @param corpus texts and keys by name of file
   * @param task the task's lists by name of file
   * @param mixed texts in common writing, to tell names from other words by
   */
  public SlotsOfMuc(
      Map<String, String> corpus, Map<String, String> task, List<String> mixed, Reader reader) {
    this.reader = reader;
    this.casing = new Casing(mixed);
    corpus.forEach((path, content) -> {
      String name = path.substring(path.lastIndexOf('/') + 1);
      if (name.startsWith("key-")) {
        keys.putAll(Keys.read(content));
      } else if (name.startsWith("dev-") || name.startsWith("tst")) {
        texts.putAll(MucArchive.texts(content));
      }
    });
    this.areas =
        task.entrySet().stream()
            .filter(e -> e.getKey().contains("containing-areas-part1"))
            .flatMap(e -> e.getValue().lines())
            .toList();
  }

  private List<String> ids(String prefix, int most) {
    return texts.keySet().stream().filter(id -> id.startsWith(prefix)).limit(most).toList();
  }

  private List<Template> key(String id) {
    return keys.getOrDefault(id, NONE);
  }

  private MucText read(String id) {
    return MucText.of(id, texts.getOrDefault(id, ""), casing, reader);
  }

  private Locations locations() {
    return new Locations(areas, ids("DEV", Integer.MAX_VALUE).stream().map(this::key).toList());
  }

  /** How many texts and templates of TST1 and TST2 there are. */
  public int[] sizes(int most) {
    List<String> ids = ids("TST", most);
    return new int[] {ids.size(), ids.stream().mapToInt(id -> key(id).size()).sum()};
  }

  /** What the reader's incidents reach on at most so many texts. */
  public Score asShipped(int most) {
    IncidentTemplates templates = new IncidentTemplates(locations());
    Scorer scorer = new Scorer();
    ids("TST", most).forEach(id -> scorer.add(key(id), templates.of(read(id))));
    return Score.of(scorer.result());
  }

  /** What models trained on the training texts reach. */
  public Score trained() {
    List<Models.Example> examples = new ArrayList<>();
    for (String id : ids("DEV", Integer.MAX_VALUE)) {
      MucText text = read(id);
      examples.add(new Models.Example(text, key(id), Labels.of(text, key(id))));
    }
    Filler filler =
        new Filler(new Models(examples), new WholeTexts(examples), locations(), LEANINGS);
    Scorer scorer = new Scorer();
    ids("TST", Integer.MAX_VALUE).forEach(id -> scorer.add(key(id), filler.fill(read(id))));
    return Score.of(scorer.result());
  }
}
