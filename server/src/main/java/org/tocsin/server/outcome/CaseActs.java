// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tocsin.server.ledger.TimelineLine;

/**
 * The acts of a case that a reckoning tells of, in their order, and how many there are in all. What
 * the program does by itself, such as each round of a wave, is counted and not kept, so that a
 * reckoning takes memory with what it tells and not with how many were warned.
 */
public final class CaseActs {

  /** No act. */
  static final CaseActs NONE = new CaseActs();

  /** Acts whose place in the record is named beside what they were about. */
  private static final Set<String> NAMED =
      Set.of(
          "ReportJoined",
          "ThreatAssessed",
          "DissentRecorded",
          "InDoubtWarn",
          "DeterminationProposed",
          "DeterminationAgreed",
          "DeterminationReturned",
          "WarningApproved",
          "WarningLapsed",
          "DecisionOverdue",
          "ReactionRecorded",
          "AftermathRecorded",
          "IncidentRecorded",
          "FigureRecorded",
          "StatementRecorded",
          "OutcomeGiven",
          "ReckoningHandedOver");

  private static final Set<String> TOLD =
      Stream.of(NAMED, Telling.TOLD, Responsible.STEPS.keySet())
          .flatMap(Set::stream)
          .collect(Collectors.toUnmodifiableSet());

  /** The kinds of things whose entries pages show, by the first act about each. */
  private static final List<String> SHOWN =
      List.of(FigureId.PREFIX + "_", StatementId.PREFIX + "_");

  private final List<TimelineLine> told = new ArrayList<>();
  private final Map<String, Optional<Long>> places = new HashMap<>();
  private final Map<String, Long> shown = new HashMap<>();
  private int count;

  private CaseActs() {}

  /** Takes in what is handed over, oldest first. */
  static CaseActs of(Consumer<Consumer<TimelineLine>> timeline) {
    CaseActs acts = new CaseActs();
    timeline.accept(acts::add);
    return acts;
  }

  private void add(TimelineLine line) {
    count++;
    String subject = line.subject();
    Long place = line.leafIndex();
    if (subject != null && place != null && SHOWN.stream().anyMatch(subject::startsWith)) {
      shown.putIfAbsent(subject, place);
    }
    if (TOLD.contains(line.type())) {
      told.add(line);
      if (subject != null) {
        places.putIfAbsent(key(line.type(), subject), Optional.ofNullable(place));
      }
    }
  }

  private static String key(String type, String subject) {
    return type + ' ' + subject;
  }

  /** How many acts of the case are in the record. */
  public int count() {
    return count;
  }

  /** Those that are told, oldest first. */
  List<TimelineLine> told() {
    return told;
  }

  /** The place of the first act of this type about this thing; null when there is none yet. */
  @Nullable Long place(String type, String subject) {
    require(type);
    return places.getOrDefault(key(type, subject), Optional.empty()).orElse(null);
  }

  /** The place of one act of this type, by its number among them, from 1. */
  @Nullable Long place(String type, int number) {
    require(type);
    return told.stream()
        .filter(line -> line.type().equals(type))
        .skip(number - 1L)
        .findFirst()
        .map(TimelineLine::leafIndex)
        .orElse(null);
  }

  /** The place of the first act about each figure and each statement, by its id. */
  Map<String, Long> shown() {
    return shown;
  }

  /** A type that is not kept would never be found. */
  private static void require(String type) {
    if (!TOLD.contains(type)) {
      throw new IllegalArgumentException(type + " is not among the acts that are kept");
    }
  }
}
