// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading.tagger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tocsin.reading.AttributionText;
import org.tocsin.reading.tagger.AttributionSheet.Part;

/**
 * Finds sources and cues with weights learned from marked texts. One model says of each word
 * whether a source or cue starts, ends or goes on there; a second weighs each stretch between a
 * likely start and a likely end; the surest that do not overlap are the answer. Immutable,
 * thread-safe; linear in the length of the text.
 */
public final class AttributionTagger {
  /** The name of the model of words; those of stretches have the name of their part. */
  public static final String WORDS = "words";

  private final Weights.Model words;
  private final Map<Part, Weights.Model> stretches = new EnumMap<>(Part.class);
  private final Choice choice;

  /**
   * When a stretch is an answer.
   *
   * @param source log odds that a source must reach
   * @param cue log odds that a cue must reach
   * @param rules what is added to the log odds of stretches that the rules answer too
   */
  public record Choice(float source, float cue, float rules) {
    private float least(Part part) {
      return part == Part.SOURCE ? source : cue;
    }
  }

  /** Words {@code from} to {@code to} (exclusive) of a text. */
  public record Run(int from, int to) {}

  private record Weighed(Run run, float odds) {}

  /**
   * Works with weights.
   *
   * @throws IllegalArgumentException if they lack a model
   */
  public AttributionTagger(Weights weights, Choice choice) {
    this.choice = choice;
    words = weights.model(WORDS);
    for (Part part : Part.values()) {
      stretches.put(part, weights.model(name(part)));
    }
  }

  /** The name of the model of a part's stretches. */
  public static String name(Part part) {
    return part.name().toLowerCase(Locale.ROOT);
  }

  /** The sources and the cues of a text, each in order. */
  public Map<Part, List<Run>> tag(AttributionText text) {
    AttributionSheet sheet = new AttributionSheet(text);
    float[][] odds = odds(sheet);
    Map<Part, List<Run>> found = new EnumMap<>(Part.class);
    stretches.forEach((part, model) ->
        found.put(part, choose(sheet, new AttributionCandidates(sheet, odds, part), model, part)));
    return found;
  }

  private float[][] odds(AttributionSheet sheet) {
    float[][] odds = new float[sheet.size()][];
    for (int i = 0; i < odds.length; i++) {
      odds[i] = words.score(sheet.ofWord(i));
    }
    return odds;
  }

  private List<Run> choose(
      AttributionSheet sheet, AttributionCandidates all, Weights.Model model, Part part) {
    List<Weighed> surest = new ArrayList<>();
    for (int c = 0; c < all.size(); c++) {
      Run run = new Run(all.from(c), all.to(c));
      float odds = model.score(all.features(c))[0];
      odds += sheet.isRule(part, run.from(), run.to()) ? choice.rules() : 0;
      if (odds >= choice.least(part)) {
        surest.add(new Weighed(run, odds));
      }
    }
    surest.sort(Comparator.comparingDouble(w -> -w.odds()));
    boolean[] taken = new boolean[sheet.size()];
    List<Run> chosen = new ArrayList<>();
    for (Weighed weighed : surest) {
      Run run = weighed.run();
      boolean free = true;
      for (int i = run.from(); i < run.to(); i++) {
        free &= !taken[i];
      }
      if (free) {
        Arrays.fill(taken, run.from(), run.to(), true);
        chosen.add(run);
      }
    }
    chosen.sort(Comparator.comparingInt(Run::from));
    return chosen;
  }
}
