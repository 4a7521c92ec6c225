// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.Problem.Fault;
import org.tocsin.server.kernel.Times;

/**
 * A draft as the API reads it: what is left out is told field by field, or has a default.
 *
 * @param determination the determination that it rests on; only checked, may be left out
 */
record DraftBody(
    @Nullable String kind,
    @Nullable String victims,
    @Nullable String determination,
    @Nullable String marking,
    @Nullable String aboveTearLine,
    @Nullable WindowBody window,
    @Nullable String category,
    @Nullable String event,
    @Nullable String severity,
    @Nullable String urgency,
    @Nullable String certainty,
    @Nullable List<String> responseTypes,
    @Nullable List<String> intendedKinds,
    @Nullable List<AreaBody> areas,
    @Nullable List<String> recipients,
    @Nullable List<TextBody> texts,
    @Nullable PlanBody plan,
    @Nullable Boolean exercise,
    @Nullable ReleaseBody release) {

  /** The release that the texts come from; its hash may be left out. */
  record ReleaseBody(@Nullable String id, @Nullable String sha256) {
    Draft.Release release() {
      return new Draft.Release(
          Objects.requireNonNullElse(id, ""), Objects.requireNonNullElse(sha256, ""));
    }
  }

  /** Times with a zone. */
  record WindowBody(@Nullable String from, @Nullable String until) {}

  /** An area; lists may be left out. */
  record AreaBody(
      @Nullable String areaDesc,
      @Nullable List<List<List<Double>>> polygons,
      @Nullable List<Draft.DraftCircle> circles) {}

  /** A text; {@code event} may be said once for all. */
  record TextBody(
      @Nullable String language,
      @Nullable String event,
      @Nullable String headline,
      @Nullable String description,
      @Nullable String instruction,
      @Nullable String contact,
      @Nullable String web) {
    Draft.Text text(@Nullable String commonEvent) {
      return new Draft.Text(
          given(language),
          event == null ? given(commonEvent) : event,
          given(headline),
          given(description),
          given(instruction),
          contact,
          web);
    }

    private static String given(@Nullable String value) {
      return Objects.requireNonNullElse(value, "");
    }
  }

  /** The steps of a plan. */
  record PlanBody(@Nullable List<StepBody> steps) {}

  /** One step. */
  record StepBody(@Nullable List<String> channels, @Nullable Integer waitMinutes) {
    Draft.Step step() {
      return new Draft.Step(
          Objects.requireNonNullElse(channels, List.of()),
          Objects.requireNonNullElse(waitMinutes, 30));
    }
  }

  /** The draft; refuses with every field that is missing. */
  Draft draft() {
    List<Fault> faults = new ArrayList<>();
    WindowBody times = window == null ? new WindowBody(null, null) : window;
    Draft draft =
        new Draft(
            need(faults, "kind", kind),
            need(faults, "victims", victims),
            need(faults, "marking", marking),
            aboveTearLine,
            new Draft.Window(
                time(faults, "window.from", times.from()),
                time(faults, "window.until", times.until())),
            need(faults, "category", category),
            need(faults, "severity", severity),
            need(faults, "urgency", urgency),
            need(faults, "certainty", certainty),
            list(responseTypes),
            list(intendedKinds),
            list(areas).stream()
                .map(each ->
                    new Draft.DraftArea(
                        Objects.requireNonNullElse(each.areaDesc(), ""),
                        list(each.polygons()),
                        list(each.circles())))
                .toList(),
            list(recipients),
            list(texts).stream().map(each -> each.text(event)).toList(),
            new Draft.Plan(
                plan == null
                    ? List.of()
                    : list(plan.steps()).stream().map(StepBody::step).toList()),
            exercise,
            release == null ? null : release.release());
    DraftRules.refuse(faults);
    return draft;
  }

  private static <T> List<T> list(@Nullable List<T> given) {
    return given == null ? List.of() : given;
  }

  private static String need(List<Fault> faults, String field, @Nullable String value) {
    if (value == null) {
      faults.add(new Fault(field, "", "is missing", "give it"));
      return "";
    }
    return value;
  }

  private static Instant time(List<Fault> faults, String field, @Nullable String value) {
    if (value == null) {
      faults.add(new Fault(field, "", "is missing", "write a time with a zone"));
      return Instant.EPOCH;
    }
    try {
      return Times.parse(field, value);
    } catch (Problem refused) {
      faults.add(
          new Fault(
              field,
              Problem.shorten(value),
              "is not a time with a zone",
              "write it like 2024-03-07T18:00:00+03:00"));
      return Instant.EPOCH;
    }
  }
}
