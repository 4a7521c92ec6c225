// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A warning as people write it: the words of CAP 1.2 for what it is, one text a language, an area,
 * a window, a plan.
 *
 * @param kind {@code privateNotice} or {@code publicAlert}
 * @param victims the class of those to be told, as in the determination
 * @param marking TLP label of the text; a public alert is always TLP:CLEAR
 * @param aboveTearLine source and method, never sent; may be null
 * @param window when the danger is, and so how long the warning holds
 * @param category CAP word, for example {@code Security}
 * @param severity CAP word
 * @param urgency CAP word
 * @param certainty CAP word
 * @param responseTypes CAP words of what to do
 * @param intendedKinds kinds of watcher it is meant for; empty: all
 * @param areas where the danger is; may be empty for a notice to named recipients
 * @param recipients external ids of watchers who are told whatever their place; for private notices
 * @param texts one a language; the first is for whoever reads none of the others
 * @param plan who is told on what, and what follows silence
 * @param exercise true for an exercise on a server that is none: CAP status Exercise, and nobody
 *     outside the exercise is told; null for what is meant
 * @param release the agreed tear-line release that the texts come from; null for none
 */
public record Draft(
    String kind,
    String victims,
    String marking,
    @Nullable String aboveTearLine,
    Window window,
    String category,
    String severity,
    String urgency,
    String certainty,
    List<String> responseTypes,
    List<String> intendedKinds,
    List<DraftArea> areas,
    List<String> recipients,
    List<Text> texts,
    Plan plan,
    // Left out of JSON where it is not set, so that the hash of what is meant stays what it was.
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean exercise,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Release release) {

  /**
   * A release by what it is, so that whoever signs the draft signs the release.
   *
   * @param id names it
   * @param sha256 hex, over its text, its marking, what was taken out and what was let stand
   */
  public record Release(String id, String sha256) {}

  /** One that comes from no release. */
  public Draft(
      String kind,
      String victims,
      String marking,
      @Nullable String aboveTearLine,
      Window window,
      String category,
      String severity,
      String urgency,
      String certainty,
      List<String> responseTypes,
      List<String> intendedKinds,
      List<DraftArea> areas,
      List<String> recipients,
      List<Text> texts,
      Plan plan,
      @Nullable Boolean exercise) {
    this(
        kind,
        victims,
        marking,
        aboveTearLine,
        window,
        category,
        severity,
        urgency,
        certainty,
        responseTypes,
        intendedKinds,
        areas,
        recipients,
        texts,
        plan,
        exercise,
        null);
  }

  /** One that is meant. */
  public Draft(
      String kind,
      String victims,
      String marking,
      @Nullable String aboveTearLine,
      Window window,
      String category,
      String severity,
      String urgency,
      String certainty,
      List<String> responseTypes,
      List<String> intendedKinds,
      List<DraftArea> areas,
      List<String> recipients,
      List<Text> texts,
      Plan plan) {
    this(
        kind,
        victims,
        marking,
        aboveTearLine,
        window,
        category,
        severity,
        urgency,
        certainty,
        responseTypes,
        intendedKinds,
        areas,
        recipients,
        texts,
        plan,
        null);
  }

  /** Copies the lists. */
  public Draft {
    exercise = Boolean.TRUE.equals(exercise) ? true : null;
    responseTypes = List.copyOf(responseTypes);
    intendedKinds = List.copyOf(intendedKinds);
    areas = List.copyOf(areas);
    recipients = List.copyOf(recipients);
    texts = List.copyOf(texts);
  }

  /** From the first instant up to the last. */
  public record Window(Instant from, Instant until) {}

  /**
   * An area as CAP draws it.
   *
   * @param areaDesc its name in words
   * @param polygons lists of [latitude, longitude], closed
   * @param circles circles
   */
  public record DraftArea(
      String areaDesc, List<List<List<Double>>> polygons, List<DraftCircle> circles) {
    /** Copies the lists. */
    public DraftArea {
      polygons = List.copyOf(polygons);
      circles = List.copyOf(circles);
    }
  }

  /** A circle: degrees and kilometres. */
  public record DraftCircle(double latitude, double longitude, double radiusKm) {}

  /**
   * What is read, in one language.
   *
   * @param language BCP 47, for example {@code en} or {@code ru}
   * @param event what kind of event, a few words
   * @param headline one line, at most 160 characters
   * @param description what, where, when, who says so
   * @param instruction what to do
   * @param contact whom to ask; may be null
   * @param web an absolute address with more; may be null
   */
  public record Text(
      String language,
      String event,
      String headline,
      String description,
      String instruction,
      @Nullable String contact,
      @Nullable String web) {

    /** What the record commits to. */
    Map<String, String> facts() {
      return Map.of(
          "language", language,
          "headline", headline,
          "description", description,
          "instruction", instruction);
    }

    /** The same with another instruction. */
    Text withInstruction(String other) {
      return new Text(language, event, headline, description, other, contact, web);
    }

    /** The same, with this event where it has none of its own. */
    Text orEvent(String common) {
      return event.isBlank()
          ? new Text(language, common, headline, description, instruction, contact, web)
          : this;
    }
  }

  /** The steps: each for those who have not answered the ones before. */
  public record Plan(List<Step> steps) {
    /** Copies the steps. */
    public Plan {
      steps = List.copyOf(steps);
    }
  }

  /**
   * One step.
   *
   * @param channels the kinds of channel used at once, for example {@code email}
   * @param waitMinutes how long it waits for answers before the next step begins
   */
  public record Step(List<String> channels, int waitMinutes) {
    /** Copies the channels. */
    public Step {
      channels = List.copyOf(channels);
    }
  }

  /** Whether everybody may read it. */
  public boolean forEverybody() {
    return kind.equals("publicAlert");
  }

  /** The same for another window with other words of what to do. */
  public Draft with(Window newWindow, List<String> newResponseTypes) {
    return new Draft(
        kind,
        victims,
        marking,
        aboveTearLine,
        newWindow,
        category,
        severity,
        urgency,
        certainty,
        newResponseTypes,
        intendedKinds,
        areas,
        recipients,
        texts,
        plan,
        exercise,
        release);
  }

  /** The same with other texts. */
  public Draft with(List<Text> newTexts) {
    return new Draft(
        kind,
        victims,
        marking,
        aboveTearLine,
        window,
        category,
        severity,
        urgency,
        certainty,
        responseTypes,
        intendedKinds,
        areas,
        recipients,
        newTexts,
        plan,
        exercise,
        release);
  }

  /** Whether its texts are those of another. */
  public boolean saysTheSame(Draft other) {
    return texts.equals(other.texts());
  }

  /** Whether it is meant, as far as it says itself: no exercise. */
  public boolean meansIt() {
    return exercise == null;
  }

  /** The same as an exercise, or as something that is meant. */
  Draft exercising(boolean isExercise) {
    return new Draft(
        kind,
        victims,
        marking,
        aboveTearLine,
        window,
        category,
        severity,
        urgency,
        certainty,
        responseTypes,
        intendedKinds,
        areas,
        recipients,
        texts,
        plan,
        isExercise,
        release);
  }

  /** The same from this release. */
  public Draft from(@Nullable Release newRelease) {
    return new Draft(
        kind,
        victims,
        marking,
        aboveTearLine,
        window,
        category,
        severity,
        urgency,
        certainty,
        responseTypes,
        intendedKinds,
        areas,
        recipients,
        texts,
        plan,
        exercise,
        newRelease);
  }
}
