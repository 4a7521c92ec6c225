// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people write, before anything is checked: the bodies of the API and the fields of forms. */
final class Drafts {

  private Drafts() {}

  /** Where it happened. */
  public record PlaceDraft(
      @Nullable String name,
      @Nullable Double latitude,
      @Nullable Double longitude,
      @Nullable Double radiusMetres) {}

  /** An incident as written. */
  public record IncidentDraft(
      @Nullable String title,
      @Nullable String began,
      @Nullable String precision,
      @Nullable PlaceDraft place,
      @Nullable String attackType,
      @Nullable String targetType,
      @Nullable List<String> weapons,
      @Nullable List<String> groups,
      @Nullable List<String> effects,
      @Nullable List<String> reports) {}

  /** A figure as written. */
  public record FigureDraft(
      @Nullable String what,
      @Nullable Long min,
      @Nullable Long max,
      @Nullable String qualifier,
      @Nullable String source,
      @Nullable String asOf,
      @Nullable String report) {}

  /** A statement as written. */
  public record StatementDraft(
      @Nullable String kind,
      @Nullable String by,
      @Nullable String about,
      @Nullable String channel,
      @Nullable String certainty,
      @Nullable String words,
      @Nullable String saidAt,
      @Nullable String report) {}

  /** Something done afterwards, as written. */
  public record AftermathDraft(
      @Nullable String kind,
      @Nullable String by,
      @Nullable String about,
      @Nullable String words,
      @Nullable Long amount,
      @Nullable String at,
      @Nullable String report) {}

  /** An outcome as written. */
  public record OutcomeDraft(@Nullable String outcome, @Nullable String reasons) {}
}
