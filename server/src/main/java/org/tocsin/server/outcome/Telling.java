// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tocsin.server.assess.Dissent;
import org.tocsin.server.assess.ThreatAssessment;
import org.tocsin.server.collect.Report;
import org.tocsin.server.decide.Determination;
import org.tocsin.server.decide.DutyResult;
import org.tocsin.server.decide.VictimClass;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.kernel.web.DeskTime;
import org.tocsin.server.ledger.TimelineLine;
import org.tocsin.server.outcome.Evidence.ToldWarning;
import org.tocsin.server.warn.Draft;
import org.tocsin.server.warn.Warning;

/**
 * Tells a case as chapters of sentences, each with its place in the record. Officers are called
 * officer 1, 2, … in the order in which they appear: the record holds their ids.
 */
public final class Telling {

  /**
   * A chapter.
   *
   * @param anchor stable, for links and programs
   * @param heading what people read
   * @param none what is said when nothing is in it
   * @param lines in order of time
   */
  public record Chapter(String anchor, String heading, String none, List<Line> lines) {
    /** Copies the lines. */
    public Chapter {
      lines = List.copyOf(lines);
    }
  }

  /**
   * A sentence.
   *
   * @param at when
   * @param words what
   * @param detail more of it; may be empty
   * @param entry its index in the record; null while it waits for its place
   */
  public record Line(Instant at, String words, String detail, @Nullable Long entry) {}

  private final Evidence evidence;
  private final Map<OfficerId, Integer> officers = new LinkedHashMap<>();

  private Telling(Evidence evidence) {
    this.evidence = evidence;
  }

  static List<Chapter> of(Evidence evidence) {
    Telling telling = new Telling(evidence);
    return List.of(
        telling.known(),
        telling.decided(),
        telling.told(),
        telling.answered(),
        telling.lapsed(),
        telling.afterwards(),
        telling.responsible());
  }

  private String officer(OfficerId id) {
    return "officer " + officers.computeIfAbsent(id, _ -> officers.size() + 1);
  }

  /** What else the record says of deciding: what was late, decided anew, or decided alone. */
  private static final Set<String> OF_DECIDING =
      Set.of(
          "DecisionOverdue",
          "StepOverdue",
          "ReconsiderationDemanded",
          "ReconsiderationOverdue",
          "GlassBroken",
          "GlassReviewed",
          "GlassReviewOverdue");

  /** What else the record says of what belonged to the case. */
  private static final Set<String> OF_JOINING =
      Set.of("ReportUnjoined", "CaseContinued", "CaseContinuationUndone");

  private static final Set<String> OF_LAPSING =
      Set.of("WarningAboutToLapse", "LapseDecided", "WarningLapsed", "WarningEnded");

  /** Acts that are told in a line of their own. */
  static final Set<String> TOLD =
      Stream.of(OF_JOINING, OF_DECIDING, OF_LAPSING)
          .flatMap(Set::stream)
          .collect(Collectors.toUnmodifiableSet());

  private static Chapter chapter(String anchor, String heading, String none, List<Line> lines) {
    List<Line> sorted = new ArrayList<>(lines);
    sorted.sort(java.util.Comparator.comparing(Line::at));
    return new Chapter(anchor, heading, none, sorted);
  }

  private Chapter known() {
    List<Line> lines = new ArrayList<>();
    for (Report report : evidence.reports()) {
      lines.add(
          new Line(
              report.receivedAt(),
              "Report received: %s".formatted(report.title()),
              "From %s; graded %s (%s).%s%s"
                  .formatted(
                      report.source(),
                      report.grade().code(),
                      report.grade().words(),
                      report
                          .publishedAt()
                          .map(at -> " Published " + DeskTime.words(at) + ".")
                          .orElse(""),
                      flags(report)),
              evidence.entry("ReportJoined", report.id())));
    }
    for (TimelineLine line : evidence.acts().told()) {
      if (OF_JOINING.contains(line.type())) {
        lines.add(new Line(line.at(), line.words(), "", line.leafIndex()));
      }
    }
    for (ThreatAssessment each : evidence.assessments()) {
      lines.add(
          new Line(
              each.at(),
              "%s judged it %s, with %s confidence"
                  .formatted(
                      capital(officer(each.by())),
                      each.likelihood().words(),
                      each.confidence().word()),
              "%s against %s, by %s; %s, between %s and %s.%s"
                  .formatted(
                      capital(each.actor()),
                      each.target(),
                      each.method(),
                      each.place().name(),
                      DeskTime.words(each.window().from()),
                      DeskTime.words(each.window().until()),
                      each.equals(evidence.assessments().getLast()) ? basis() : ""),
              caseEntry("ThreatAssessed", each.version())));
    }
    for (Dissent each : evidence.file().dissents()) {
      lines.add(
          new Line(
              each.at(),
              "%s dissented from version %d of the judgement"
                  .formatted(capital(officer(each.by())), each.version()),
              each.words(),
              caseEntry("DissentRecorded", each.number())));
    }
    return chapter("known", "What was known, and when", "No report is in the case.", lines);
  }

  /** How many independent origins stand behind the newest assessment, as counted now. */
  private String basis() {
    return " The case has %s of %s."
        .formatted(
            Hours.amount(evidence.reports().size(), "report"),
            Hours.amount(evidence.origins(), "independent origin"));
  }

  /** What is said of a report wherever it is used: interested parties, possible deception. */
  private String flags(Report report) {
    return evidence.notes().getOrDefault(report.id().value(), List.of()).stream()
        .map(note -> " " + capital(note.label()) + ".")
        .distinct()
        .collect(Collectors.joining());
  }

  /** The versions of an assessment, and dissents, are entries about the case, in their order. */
  private @Nullable Long caseEntry(String type, int number) {
    return evidence.acts().place(type, number);
  }

  private Chapter decided() {
    List<Line> lines = new ArrayList<>();
    for (Determination each : evidence.determinations()) {
      if (each.proposedBy().equals(Determination.THE_CLOCK)) {
        lines.add(
            new Line(
                each.proposedAt(),
                "Nobody had decided in time, for %s: in doubt, warn"
                    .formatted(Gaps.label(each.victims())),
                "",
                evidence.entry("InDoubtWarn", each.id())));
        continue;
      }
      lines.add(
          new Line(
              each.proposedAt(),
              "%s proposed, for %s: %s"
                  .formatted(
                      capital(officer(each.proposedBy())),
                      Gaps.label(each.victims()),
                      result(each.result())),
              "Reasons: " + each.reasons(),
              evidence.entry("DeterminationProposed", each.id())));
      each.settledAt()
          .ifPresent(at -> {
            boolean agreed = each.state() == Determination.State.AGREED;
            if (each.settledBy().filter(each.proposedBy()::equals).isPresent()) {
              // Decided alone: its own entry says so, below.
              return;
            }
            lines.add(
                new Line(
                    at,
                    "%s %s, for %s: %s"
                        .formatted(
                            capital(each.settledBy().map(this::officer).orElse("somebody")),
                            agreed ? "agreed" : "sent it back",
                            Gaps.label(each.victims()),
                            result(each.result())),
                    each.settledWhy().map(why -> "Because: " + why).orElse(""),
                    evidence.entry(
                        agreed ? "DeterminationAgreed" : "DeterminationReturned", each.id())));
          });
    }
    for (TimelineLine line : evidence.acts().told()) {
      if (OF_DECIDING.contains(line.type())) {
        lines.add(
            new Line(
                line.at(),
                line.words(),
                line.type().equals("StepOverdue")
                    ? "By the clock of the duty test this was due by now, and was not done."
                    : "",
                line.leafIndex()));
      }
    }
    return chapter("decided", "Who decided what", "Nothing was decided.", lines);
  }

  private static String result(DutyResult result) {
    return switch (result) {
      case DutyResult.Warn() -> "warn";
      case DutyResult.Waived(String ground) -> "do not warn, on the ground " + ground;
      case DutyResult.NoDuty() -> "no duty to warn";
    };
  }

  private Chapter told() {
    List<Line> lines = new ArrayList<>();
    for (ToldWarning each : evidence.warnings()) {
      Warning warning = each.warning();
      warning
          .approvedAt()
          .ifPresent(at ->
              lines.add(
                  new Line(
                      at,
                      "%s, approved by %s: “%s”"
                          .formatted(
                              capital(noun(warning)),
                              warning.approvedBy().map(this::officer).orElse("somebody"),
                              warning.draft().texts().getFirst().headline()),
                      "%s %s".formatted(howSpecific(warning), reached(each)).strip(),
                      evidence.entry("WarningApproved", warning.id()))));
    }
    return chapter("told", "Who was told what", "Nobody was told anything.", lines);
  }

  /** For example {@code the public alert}, {@code the private notice to the host government}. */
  static String noun(Warning warning) {
    Draft draft = warning.draft();
    String kind =
        switch (warning.messageType()) {
          case ALERT -> draft.forEverybody() ? "the public alert" : "the private notice";
          case UPDATE -> draft.forEverybody() ? "the update to the public" : "the updated notice";
          case CANCEL -> draft.forEverybody() ? "the public's all-clear" : "the withdrawal";
        };
    return draft.forEverybody()
        ? kind
        : kind
            + " to "
            + VictimClass.find(draft.victims()).map(Gaps::label).orElse(draft.victims());
  }

  /** Place, time and language of what was said: the measure of how specific it was. */
  private static String howSpecific(Warning warning) {
    Draft draft = warning.draft();
    WarnedArea area = new WarnedArea(draft.areas());
    String where =
        draft.areas().isEmpty()
            ? "It named no area"
            : "It named "
                + draft.areas().stream()
                    .map(Draft.DraftArea::areaDesc)
                    .collect(Collectors.joining("; "))
                + (area.isDrawn()
                    ? String.format(Locale.ROOT, ", %.0f km across", area.acrossKm())
                    : "");
    return "%s, and a window of %s, until %s. It was written in %s."
        .formatted(
            where,
            Hours.words(draft.window().from(), draft.window().until()),
            DeskTime.words(draft.window().until()),
            draft.texts().stream()
                .map(text -> Locale.forLanguageTag(text.language()).getDisplayName(Locale.ENGLISH))
                .collect(Collectors.joining(", ")));
  }

  private static String reached(ToldWarning each) {
    StringBuilder words =
        new StringBuilder("It was for %s".formatted(Hours.amount(each.audience(), "watcher")));
    Echo echo = each.echo();
    echo.told()
        .ifPresent(told -> words.append(String.format(Locale.ROOT, "; handed over to %,d", told)));
    echo.failed().ifPresent(n -> words.append(String.format(Locale.ROOT, ", failed for %,d", n)));
    echo.unreachable()
        .ifPresent(n -> words.append(String.format(Locale.ROOT, ", no way to reach %,d", n)));
    return words.append('.').toString();
  }

  private Chapter answered() {
    List<Line> lines = new ArrayList<>();
    for (ToldWarning each : evidence.sent()) {
      Echo echo = each.echo();
      String answers =
          echo.answers().entrySet().stream()
              .filter(answer -> answer.getValue() > 0)
              .map(answer ->
                  String.format(Locale.ROOT, "%,d %s", answer.getValue(), spaced(answer.getKey())))
              .collect(Collectors.joining(", "));
      if (answers.isEmpty() && echo.silent().orElse(0) == 0) {
        continue; // Whoever was not told cannot have answered; the gaps say so.
      }
      lines.add(
          new Line(
              each.givenAt(),
              "To %s: %s%s"
                  .formatted(
                      noun(each.warning()),
                      answers.isEmpty() ? "no answer" : answers,
                      echo.silent().isPresent()
                          ? String.format(Locale.ROOT, "; %,d silent", echo.silent().getAsLong())
                          : ""),
              "Counted now, from the answers that watchers gave.",
              evidence.entry("WarningApproved", each.warning().id())));
    }
    for (Echo.Reaction each : evidence.reactions()) {
      lines.add(
          new Line(
              each.saidAt(),
              "%s: %s".formatted(each.by(), spaced(each.kind())),
              each.words(),
              evidence.entry("ReactionRecorded", each.id())));
    }
    return chapter("answered", "Who answered, and how", "No answer is recorded.", lines);
  }

  private Chapter lapsed() {
    List<Line> lines = new ArrayList<>();
    for (TimelineLine line : evidence.acts().told()) {
      if (OF_LAPSING.contains(line.type())) {
        lines.add(new Line(line.at(), plain(line), "", line.leafIndex()));
      }
    }
    return chapter(
        "lapsed", "What lapsed or was ended", "Nothing lapsed and nothing was ended.", lines);
  }

  private Chapter afterwards() {
    return chapter(
        "afterwards",
        "What was done afterwards",
        "No arrest, trial or measure is recorded.",
        evidence.aftermath().stream()
            .map(each ->
                new Line(
                    each.at(),
                    capital(each.line()),
                    each.words(),
                    evidence.entry("AftermathRecorded", each.id())))
            .toList());
  }

  private Chapter responsible() {
    return chapter(
        "responsible",
        "Who was responsible at each step",
        "No step is recorded.",
        Responsible.of(evidence, this::officer));
  }

  /** What an entry says, without the words of programs. */
  static String plain(TimelineLine line) {
    return line.type().equals("LapseDecided")
        ? line.words().replace("letLapse", "let it lapse").replace("allClear", "give the all-clear")
        : line.words();
  }

  static String spaced(String word) {
    return word.equals("asksMore")
        ? "asked for more"
        : word.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
  }

  private static String capital(String text) {
    return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
