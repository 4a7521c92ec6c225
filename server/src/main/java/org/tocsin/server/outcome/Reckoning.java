// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tocsin.server.collect.Report;
import org.tocsin.server.kernel.Marking;
import org.tocsin.server.kernel.web.DeskTime;
import org.tocsin.server.outcome.Evidence.HappenedIncident;

/**
 * A case told back: what was known when, who decided, who was told what, who answered how, what
 * happened, and what was missing. Every sentence names its entry in the record.
 */
public record Reckoning(
    Evidence evidence, Timing timing, List<Telling.Chapter> chapters, List<Gap> gaps) {

  /** What stands above the gaps. */
  public static final String GAPS =
      "Found by comparing what was decided, sent and done with what happened. It names no culprit.";

  /** What stands above the accounts of who did it. */
  public static final String ACCOUNTS =
      "Competing accounts, side by side. The desk does not choose between them.";

  /** What handing over does, and why the PDF stands beside the bundle. */
  public static final String HANDED_OVER =
      "Look at the PDF first: it bears the narrowest marking of what it rests on, and people's names"
          + " as the reports gave them. Handing over keeps the PDF as it is now and writes its hash"
          + " (SHA-256) into the record. The PDF stands beside the case bundle and not in it, so that"
          + " every verifier can read the bundle; the entry with the hash is in the bundle and proves"
          + " the PDF. So hand over first, take the bundle then, and give both.";

  /** Copies the lists. */
  public Reckoning {
    chapters = List.copyOf(chapters);
    gaps = List.copyOf(gaps);
  }

  static Reckoning of(Evidence evidence) {
    Timing timing = Timing.of(evidence);
    return new Reckoning(evidence, timing, Telling.of(evidence), Gaps.of(evidence, timing));
  }

  /** The narrowest marking of what it is made of. */
  public Optional<Marking> marking() {
    return evidence.reports().stream().map(Report::marking).min(Enum::compareTo);
  }

  /** What this is and what it rests on. */
  public String preface() {
    return ("Told on %s from what the desk recorded at the time. Each line names its entry in the"
            + " record, which nobody can change unseen. Officers are numbered in the order in which"
            + " they appear.")
        .formatted(DeskTime.words(evidence.now()));
  }

  /** How a reader can check it. */
  public String proof() {
    return ("%,d acts of this case are entries of the record. The case bundle holds them all, with"
            + " their values and proofs, in one file that anybody can verify without this server.")
        .formatted(evidence.acts().count());
  }

  /** The case in plain sentences, for somebody who has never heard of the desk. */
  public List<String> story() {
    return Story.of(evidence, timing);
  }

  /** The words of the desk that it uses, and what each means. */
  public static Map<String, String> terms() {
    Map<String, String> all = new LinkedHashMap<>();
    Story.TERMS.forEach(term -> all.put(term.word(), term.meaning()));
    return all;
  }

  /** Of what kind an incident was, in a sentence. */
  public static String kinds(Incident incident) {
    return "Kind of attack: %s; target: %s%s.%s"
        .formatted(
            incident.attackType(),
            incident.targetType(),
            incident.weapons().isEmpty()
                ? ""
                : "; weapons: " + String.join(", ", incident.weapons()),
            incident.effects().isEmpty()
                ? ""
                : " Also: %s.".formatted(String.join("; ", incident.effects())));
  }

  /** The whole in a few sentences. */
  public List<String> summary() {
    List<String> sentences = new ArrayList<>();
    evidence
        .outcome()
        .ifPresent(outcome ->
            sentences.add(
                "Outcome: %s, which means: %s."
                    .formatted(outcome.kind().label(), outcome.kind().means())));
    timing
        .warnedAt()
        .ifPresent(warned ->
            timing
                .incidentAt()
                .ifPresent(at ->
                    sentences.add(
                        at.isAfter(warned)
                            ? "The first warning came %s before the attack."
                                .formatted(Hours.words(warned, at))
                            : "The first warning came %s after the attack had begun."
                                .formatted(Hours.words(at, warned)))));
    timing
        .windowEndedAt()
        .ifPresent(end ->
            sentences.add(
                "When it happened, no warning was in force: the last had ended %s earlier."
                    .formatted(Hours.words(end, timing.incidentAt().orElseThrow()))));
    if (timing.inWindow().orElse(false)) {
      sentences.add("A warning was in force when it happened.");
    }
    for (HappenedIncident each : evidence.incidents()) {
      newest(each, FigureKind.KILLED)
          .ifPresent(killed -> sentences.add(killedAndWounded(each, killed)));
    }
    return sentences;
  }

  private static Optional<Figure> newest(HappenedIncident happened, FigureKind kind) {
    return Optional.ofNullable(happened.figures().get(kind)).map(List::getFirst);
  }

  private static String killedAndWounded(HappenedIncident happened, Figure killed) {
    return "By the newest figures: %s killed%s."
        .formatted(
            killed.words(),
            newest(happened, FigureKind.WOUNDED)
                .map(wounded -> " and " + wounded.words() + " wounded")
                .orElse(""));
  }

  /** Step and length, in the order of the work; those that are unknown are left out. */
  public Map<String, String> durations() {
    Map<String, String> all = new LinkedHashMap<>();
    put(all, "Report received to read", timing.receivedAt(), timing.readAt());
    put(all, "Report received to first proposal to warn", timing.receivedAt(), timing.decidedAt());
    put(all, "Proposal to agreement", timing.decidedAt(), timing.agreedAt());
    put(all, "Agreement to warning in force", timing.agreedAt(), timing.warnedAt());
    put(all, "Report received to warning in force", timing.receivedAt(), timing.warnedAt());
    put(all, "Warning in force to attack (lead time)", timing.warnedAt(), timing.incidentAt());
    put(all, "End of the last window to attack", timing.windowEndedAt(), timing.incidentAt());
    return all;
  }

  private static void put(
      Map<String, String> all,
      String step,
      Optional<java.time.Instant> from,
      Optional<java.time.Instant> to) {
    if (from.isPresent() && to.isPresent()) {
      all.put(step, Hours.figure(from.get(), to.get()));
    }
  }

  /** The accounts of an incident by whom they are about, side by side. */
  public static Map<String, List<Statement>> accounts(HappenedIncident happened) {
    Map<String, List<Statement>> byAbout = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Statement each : happened.statements()) {
      byAbout.computeIfAbsent(each.about(), _ -> new ArrayList<>()).add(each);
    }
    return byAbout;
  }

  /** The place in the record of the first act about each figure and statement, by its id. */
  public Map<String, Long> entries() {
    return evidence.entries();
  }

  /** Where a figure, a statement or an incident stands in the record. */
  public @Nullable Long entry(String type, org.tocsin.server.kernel.Id id) {
    return evidence.entry(type, id);
  }
}
