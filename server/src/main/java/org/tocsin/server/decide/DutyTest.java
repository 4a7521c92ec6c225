// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tocsin.server.access.Role;

/**
 * A policy as data: the questions of a duty, what they must come to, the grounds on which it may be
 * waived, who decides, what the record must say, the clocks.
 *
 * @param id names it, for example {@code us-icd-191}
 * @param title what people call it
 * @param citation the rule that it puts into questions
 * @param reading what in it is the rule's and what is the reading of whoever wrote it
 * @param victims the classes that it can be put for
 * @param questions in the order in which they are put
 * @param thresholds each of which is enough for a duty; at least one
 * @param inDoubtFor the classes for which the default is to warn when the clock runs out
 * @param waivers the closed list of grounds
 * @param who may propose, must agree
 * @param record what the record must say besides
 * @param clocks how long each step may take
 * @param sha256 of the text that it was read from: what the record says was applied
 */
public record DutyTest(
    String id,
    String title,
    String citation,
    String reading,
    List<VictimClass> victims,
    List<Question> questions,
    List<Threshold> thresholds,
    List<VictimClass> inDoubtFor,
    List<Waiver> waivers,
    Who who,
    List<Field> record,
    Clocks clocks,
    String sha256) {

  /** Copies the lists. */
  public DutyTest {
    victims = List.copyOf(victims);
    questions = List.copyOf(questions);
    thresholds = List.copyOf(thresholds);
    inDoubtFor = List.copyOf(inDoubtFor);
    waivers = List.copyOf(waivers);
    record = List.copyOf(record);
  }

  /** One question, answered with yes, no or unknown. */
  public record Question(String id, String text, String help) {}

  /**
   * What is enough for a duty.
   *
   * @param all the questions, none of which may be answered with no
   */
  public record Threshold(String id, String text, List<String> all) {
    /** Copies the ids. */
    public Threshold {
      all = List.copyOf(all);
    }
  }

  /**
   * One ground of the closed list.
   *
   * @param reconsider what to ask when something new is known; the ground may have fallen away
   */
  public record Waiver(String ground, String text, String reconsider) {}

  /**
   * Who decides. To warn needs one agreement always, so that no policy can make it slower.
   *
   * @param propose the roles that whoever proposes must all have
   * @param agree the roles that whoever agrees must all have
   * @param noDuty what it takes to agree that there is no duty
   * @param waived what it takes to agree to a waiver
   */
  public record Who(Set<Role> propose, Set<Role> agree, Agreement noDuty, Agreement waived) {
    /** Copies the roles. */
    public Who {
      propose = Set.copyOf(propose);
      agree = Set.copyOf(agree);
    }
  }

  /**
   * What it takes for a result to hold.
   *
   * @param agreements by how many people besides its author, 1 to 5
   * @param post the post that one of them must hold at that moment, if any
   */
  public record Agreement(int agreements, Optional<String> post) {}

  /**
   * Something that the record must say.
   *
   * @param when the words of the results that need it
   */
  public record Field(String id, String text, Set<String> when) {
    /** Copies the words. */
    public Field {
      when = Set.copyOf(when);
    }
  }

  /**
   * How long the steps of a decision may take, each from the receipt of the report.
   *
   * @param readWithin until it is read
   * @param proposeWithin until a determination is proposed
   * @param decideWithin until one is agreed
   * @param warnWithin until those to be warned have a warning in force
   */
  public record Clocks(
      Duration readWithin, Duration proposeWithin, Duration decideWithin, Duration warnWithin) {}

  /** From the receipt of the report to an agreed determination. */
  public Duration decideWithin() {
    return clocks.decideWithin();
  }

  /** The ground with this name. */
  public Optional<Waiver> findWaiver(String ground) {
    return waivers.stream().filter(waiver -> waiver.ground().equals(ground)).findFirst();
  }

  /** What it takes for this result to hold. */
  public Agreement agreementFor(DutyResult result) {
    return switch (result) {
      case DutyResult.Warn() -> new Agreement(1, Optional.empty());
      case DutyResult.NoDuty() -> who.noDuty();
      case DutyResult.Waived(String _) -> who.waived();
    };
  }

  /** What the record must say of this result. */
  public List<Field> recordFor(DutyResult result) {
    return record.stream().filter(field -> field.when().contains(result.word())).toList();
  }

  /**
   * The thresholds that these answers reach: those without a single no. What is unknown, or was
   * never asked, is in doubt and speaks for the duty.
   */
  public List<Threshold> reached(Collection<Answered> answers) {
    List<String> denied =
        answers.stream()
            .filter(each -> each.answer() == Answered.Answer.NO)
            .map(Answered::question)
            .toList();
    return thresholds.stream()
        .filter(threshold -> threshold.all().stream().noneMatch(denied::contains))
        .toList();
  }
}
