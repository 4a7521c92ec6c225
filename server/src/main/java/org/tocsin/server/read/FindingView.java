// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.tocsin.server.read.StoredReading.Choice;
import org.tocsin.server.read.StoredReading.FieldWords;
import org.tocsin.server.read.StoredReading.Found;
import org.tocsin.server.read.StoredReading.FoundFigure;
import org.tocsin.server.read.StoredReading.FoundPlace;

/** A finding as the API shows it; what is not known is left out. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record FindingView(
    int number,
    String state,
    @Nullable String by,
    @Nullable Instant at,
    @Nullable String reason,
    String type,
    int start,
    int end,
    String text,
    String voice,
    String certainty,
    boolean historic,
    @Nullable String assertedBy,
    @Nullable String actor,
    @Nullable String recipient,
    @Nullable String target,
    @Nullable String method,
    @Nullable PlaceView place,
    @Nullable Instant from,
    @Nullable Instant until,
    @Nullable FigureView killed,
    @Nullable FigureView wounded,
    List<String> effects,
    String rule,
    List<FieldWords> evidence,
    List<FindingNotes.Note> notes) {

  /** A number of people. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record FigureView(@Nullable Long min, @Nullable Long max, String qualifier, String text) {
    static FigureView of(FoundFigure figure) {
      return new FigureView(
          nullable(figure.min()), nullable(figure.max()), figure.qualifier(), figure.text());
    }
  }

  /** A place, with the others of its name. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record PlaceView(
      String text,
      String name,
      double latitude,
      double longitude,
      @Nullable String country,
      @Nullable Long geonameId,
      @Nullable Double score,
      List<ChoiceView> alternatives) {
    static PlaceView of(FoundPlace place) {
      return new PlaceView(
          place.text(),
          place.name(),
          place.latitude(),
          place.longitude(),
          place.country().orElse(null),
          nullable(place.geonameId()),
          nullable(place.score()),
          place.alternatives().stream().map(ChoiceView::of).toList());
    }
  }

  /** Another place of that name. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ChoiceView(
      String name,
      double latitude,
      double longitude,
      @Nullable String country,
      @Nullable Long geonameId,
      @Nullable Double score) {
    static ChoiceView of(Choice choice) {
      return new ChoiceView(
          choice.name(),
          choice.latitude(),
          choice.longitude(),
          choice.country().orElse(null),
          nullable(choice.geonameId()),
          nullable(choice.score()));
    }
  }

  private static @Nullable Long nullable(OptionalLong value) {
    return value.isPresent() ? value.getAsLong() : null;
  }

  private static @Nullable Double nullable(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }

  static FindingView of(Found found) {
    return of(found, List.of());
  }

  static FindingView of(Found found, List<FindingNotes.Note> notes) {
    Review review = found.review();
    return new FindingView(
        found.number(),
        review.state().word(),
        review.by().orElse(null),
        review.at().orElse(null),
        review.why().map(RejectionReason::word).orElse(null),
        found.type(),
        found.start(),
        found.end(),
        found.text(),
        found.voice(),
        found.certainty(),
        found.historic(),
        found.assertedBy().orElse(null),
        found.actor().orElse(null),
        found.recipient().orElse(null),
        found.target().orElse(null),
        found.method().orElse(null),
        found.place().map(PlaceView::of).orElse(null),
        found.from().orElse(null),
        found.until().orElse(null),
        found.killed().map(FigureView::of).orElse(null),
        found.wounded().map(FigureView::of).orElse(null),
        found.effects(),
        found.rule(),
        found.evidence(),
        notes);
  }
}
