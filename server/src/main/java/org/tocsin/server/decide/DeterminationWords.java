// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tocsin.server.access.OfficerNames;
import org.tocsin.server.decide.DeterminationShown.Cited;
import org.tocsin.server.decide.DeterminationShown.GlassShown;
import org.tocsin.server.decide.DeterminationShown.Said;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.read.Readings;

/** Puts determinations into the words that pages show. */
@Component
class DeterminationWords {

  private final DutyTests tests;
  private final BasisStore bases;
  private final ReconsiderStore reconsiderations;
  private final BrokenGlass glass;
  private final Readings readings;
  private final OfficerNames names;

  DeterminationWords(
      DutyTests tests,
      BasisStore bases,
      ReconsiderStore reconsiderations,
      BrokenGlass glass,
      Readings readings,
      OfficerNames names) {
    this.tests = tests;
    this.bases = bases;
    this.reconsiderations = reconsiderations;
    this.glass = glass;
    this.readings = readings;
    this.names = names;
  }

  /** A determination with its questions, its result in words and the people by name. */
  DeterminationShown shown(Determination made) {
    Optional<DutyTest> test = tests.applied(made);
    Basis basis = bases.of(made.id());
    Optional<Reconsideration> anew =
        reconsiderations.of(made.id()).filter(each -> each.settledAt().isEmpty());
    return new DeterminationShown(
        made,
        test.map(DutyTest::title).orElse(made.policy()),
        test.map(DutyTest::citation).orElse(""),
        result(made.result(), test),
        name(made.proposedBy()),
        made.settledBy().map(this::name).orElse(""),
        made.answers().stream().map(each -> answer(each, test, basis)).toList(),
        cited(basis, Evidence.GROUND),
        record(basis, test),
        basis.agreed().stream().map(this::agreed).toList(),
        made.state() == Determination.State.PROPOSED
            ? Quorum.missing(basis.asked(), basis.agreed())
            : "",
        basis.byClock(),
        anew.map(each -> anew(each, made, test)).orElse(List.of()),
        anew.map(Reconsideration::dueAt),
        glass.of(made.id()).map(this::glass));
  }

  private GlassShown glass(Glass broken) {
    int[] told = glass.told(broken.determination());
    return new GlassShown(
        broken,
        name(broken.brokenBy()),
        told[0],
        told[1],
        mails(glass.mailed(broken.determination())),
        broken.review().map(review -> name(review.by())).orElse(""));
  }

  private static String mails(GlassStore.Mailed mailed) {
    String words = mailed.sent() + " mailed";
    words += mailed.failed() == 0 ? "" : ", %d could not be".formatted(mailed.failed());
    words += mailed.waiting() == 0 ? "" : ", %d still to be mailed".formatted(mailed.waiting());
    return words
        + mailed.why().filter(_ -> mailed.sent() == 0).map(why -> " (" + why + ")").orElse("");
  }

  private static List<String> anew(
      Reconsideration each, Determination made, Optional<DutyTest> test) {
    List<String> words = new ArrayList<>(each.causes());
    if (made.result() instanceof DutyResult.Waived(String ground)) {
      test.flatMap(known -> known.findWaiver(ground))
          .ifPresent(
              waiver -> words.add("The ground may have fallen away. " + waiver.reconsider()));
    }
    return words;
  }

  /** What the clock did is nobody's. */
  private String name(OfficerId id) {
    return id.equals(Determination.THE_CLOCK) ? "the clock" : names.of(id.value());
  }

  String agreed(Basis.Agreed each) {
    String post =
        each.post()
            .map(PostNames::words)
            .map(name ->
                each.standingFor()
                    .map(holder -> " as " + name + ", standing for " + name(holder))
                    .orElse(" as " + name))
            .orElse("");
    return name(each.by()) + post;
  }

  private static List<Said> record(Basis basis, Optional<DutyTest> test) {
    return basis.fields().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry ->
            new Said(
                test.map(DutyTest::record).orElse(List.of()).stream()
                    .filter(field -> field.id().equals(entry.getKey()))
                    .map(DutyTest.Field::text)
                    .findFirst()
                    .orElse(entry.getKey()),
                entry.getValue()))
        .toList();
  }

  private List<Cited> cited(Basis basis, String of) {
    return basis.evidence().stream()
        .filter(each -> each.of().equals(of))
        .map(each -> new Cited(words(each), "/desk/reports/" + each.report()))
        .toList();
  }

  private String words(Evidence each) {
    return each.finding().isEmpty()
        ? "the report"
        : readings
            .of(each.report())
            .filter(reading -> each.finding().getAsInt() < reading.findings().size())
            .map(reading -> reading.findings().get(each.finding().getAsInt()))
            .map(found -> found.type() + ": " + Problem.shorten(found.text()))
            .orElse("finding " + (each.finding().getAsInt() + 1));
  }

  private static String result(DutyResult result, Optional<DutyTest> test) {
    return switch (result) {
      case DutyResult.Warn() -> "Warn them";
      case DutyResult.NoDuty() -> "No duty to warn";
      case DutyResult.Waived(String ground) ->
          "Duty waived: "
              + test.flatMap(each -> each.findWaiver(ground))
                  .map(DutyTest.Waiver::text)
                  .orElse(ground);
    };
  }

  private DeterminationShown.Line answer(Answered answered, Optional<DutyTest> test, Basis basis) {
    String question =
        test.map(DutyTest::questions).orElse(List.of()).stream()
            .filter(each -> each.id().equals(answered.question()))
            .map(DutyTest.Question::text)
            .findFirst()
            .orElse(answered.question());
    return new DeterminationShown.Line(
        question, answered.answer().word(), answered.reason(), cited(basis, answered.question()));
  }
}
