// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tocsin.server.access.Role;
import org.tocsin.server.kernel.Problem;

/** A duty test as the API shows it. */
record PolicyView(
    String id,
    String title,
    String citation,
    String reading,
    List<String> victims,
    List<DutyTest.Question> questions,
    List<DutyTest.Threshold> thresholds,
    String inDoubt,
    List<String> inDoubtFor,
    List<DutyTest.Waiver> waivers,
    Who who,
    List<FieldView> record,
    Duration readWithin,
    Duration proposeWithin,
    Duration decideWithin,
    Duration warnWithin,
    String sha256) {

  /** Who decides. */
  record Who(
      List<String> propose, List<String> agree, AgreementView noDuty, AgreementView waived) {}

  /** What it takes to agree. */
  record AgreementView(int agreements, @Nullable String post) {
    static AgreementView of(DutyTest.Agreement agreement) {
      return new AgreementView(agreement.agreements(), agreement.post().orElse(null));
    }
  }

  /** What the record must say. */
  record FieldView(String id, String text, List<String> when) {}

  static PolicyView of(DutyTest test) {
    return new PolicyView(
        test.id(),
        test.title(),
        test.citation(),
        test.reading(),
        words(test.victims()),
        test.questions(),
        test.thresholds(),
        "warn",
        words(test.inDoubtFor()),
        test.waivers(),
        new Who(
            test.who().propose().stream().map(Role::word).sorted().toList(),
            test.who().agree().stream().map(Role::word).sorted().toList(),
            AgreementView.of(test.who().noDuty()),
            AgreementView.of(test.who().waived())),
        test.record().stream()
            .map(each ->
                new FieldView(each.id(), each.text(), each.when().stream().sorted().toList()))
            .toList(),
        test.clocks().readWithin(),
        test.clocks().proposeWithin(),
        test.clocks().decideWithin(),
        test.clocks().warnWithin(),
        test.sha256());
  }

  private static List<String> words(List<VictimClass> classes) {
    return classes.stream().map(VictimClass::word).toList();
  }

  /**
   * A version as the API shows it.
   *
   * @param agreements how many have agreed to a proposed one, so far as it counts
   * @param agreementsNeeded of how many; 0 when it waits for nobody
   * @param postNeeded a post whose holder must agree as well
   */
  record VersionView(
      String policy,
      int version,
      String state,
      boolean shipped,
      String sha256,
      String text,
      String why,
      String proposedBy,
      Instant proposedAt,
      @Nullable String settledBy,
      @Nullable Instant settledAt,
      @Nullable String settledWhy,
      int agreements,
      int agreementsNeeded,
      @Nullable String postNeeded) {
    static VersionView of(PolicyVersion version, Optional<Policies.Needs> needs) {
      Optional<DutyTest.Agreement> asked = needs.map(Policies.Needs::asked);
      return new VersionView(
          version.policy(),
          version.version(),
          version.state().word(),
          version.shipped(),
          version.sha256(),
          version.text(),
          version.why(),
          version.proposedBy(),
          version.proposedAt(),
          version.settledBy().orElse(null),
          version.settledAt().orElse(null),
          version.settledWhy().orElse(null),
          needs.map(each -> each.agreed().size()).orElse(0),
          asked.map(DutyTest.Agreement::agreements).orElse(0),
          asked.flatMap(DutyTest.Agreement::post).orElse(null));
    }
  }

  /** What a check and a dry run found. */
  record CheckView(
      boolean sound,
      List<Problem.Fault> faults,
      @Nullable String policy,
      @Nullable RunView dryRun) {}

  /** A dry run as the API shows it. */
  record RunView(int looked, boolean truncated, List<LineView> otherwise) {
    static RunView of(DryRun run) {
      return new RunView(
          run.looked(), run.truncated(), run.otherwise().stream().map(LineView::of).toList());
    }
  }

  /** A line of a dry run as the API shows it. */
  record LineView(
      String determination,
      String caseId,
      String victims,
      String was,
      String would,
      List<String> why) {
    static LineView of(DryRun.Line line) {
      return new LineView(
          line.determination().value(),
          line.caseId().value(),
          line.victims().word(),
          line.was(),
          line.would(),
          line.why());
    }
  }
}
