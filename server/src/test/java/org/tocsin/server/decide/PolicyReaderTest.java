// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.server.decide.ShippedPolicies.Shipped;
import org.tocsin.server.kernel.Problem.Fault;

/** FEATURE UNDER TEST: duty tests as data; what is wrong is told with line, place and remedy. */
class PolicyReaderTest {

  private static final List<Shipped> SHIPPED = ShippedPolicies.read();

  private static Shipped shipped(String id) {
    return SHIPPED.stream().filter(each -> each.test().id().equals(id)).findFirst().orElseThrow();
  }

  /** One of ours with one thing changed, which must be there to be changed. */
  private static List<Fault> changed(String from, String to) {
    String text = shipped("us-icd-191").text();
    assertThat(text).contains(from);
    return PolicyReader.read(text.replace(from, to)).faults();
  }

  @Test
  void sixDutyTestsComeWithTheProgram() {
    assertThat(SHIPPED)
        .extracting(each -> each.test().id())
        .containsExactly(
            "eu-eecc-110",
            "iso-31030-duty-of-care",
            "no-double-standard",
            "uk-threat-to-life",
            "us-clery-act",
            "us-icd-191");
  }

  @Test
  void theSixGroundsOfIcd191AreAClosedListAndOneOfThemNeedsASeniorOfficer() {
    DutyTest test = shipped("us-icd-191").test();
    assertThat(test.waivers())
        .extracting(DutyTest.Waiver::ground)
        .containsExactly(
            "alreadyKnown",
            "armedConflict",
            "violentActor",
            "endangersOwn",
            "endangersPartner",
            "noWay");
    assertThat(test.agreementFor(new DutyResult.Waived("noWay")))
        .isEqualTo(new DutyTest.Agreement(1, Optional.of("seniorOfficer")));
    assertThat(test.agreementFor(new DutyResult.Warn()))
        .isEqualTo(new DutyTest.Agreement(1, Optional.empty()));
    assertThat(test.decideWithin()).isEqualTo(Duration.ofHours(4));
  }

  @Test
  void aCampusHasTwoThresholdsOfWhichEitherIsEnough() {
    assertThat(shipped("us-clery-act").test().thresholds())
        .extracting(DutyTest.Threshold::id)
        .containsExactly("timelyWarning", "emergencyNotification");
  }

  @ParameterizedTest(name = "{0} for {1}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "inDoubt: warn | inDoubt: silence | inDoubt | is not known",
        "propose: [officer] | propose: [approver] | who.propose | lacks 'officer'",
        "agree: [approver] | agree: [officer] | who.agree | lacks 'approver'",
        "agreements: 1, post: seniorOfficer | agreements: 0 | who.waived.agreements | is no number",
        "decideWithin: PT4H | decideWithin: PT1H | clocks.decideWithin | is shorter than",
        "decideWithin: PT4H | decideWithin: four hours | clocks.decideWithin | is no ISO 8601",
        "id: specific | id: credible | questions[1] | is named twice",
        "id: specific | id: ground | questions[1].id | is what a waiver rests on",
        "inDoubtFor: [intendedVictims, public] | inDoubtFor: [neighbours] | inDoubtFor[0] | is not",
        "when: [waived] | when: [sometimes] | record[0].when[0] | is not known",
        "reading: >- | lecture: >- | lecture | is no field of this part",
        "id: us-icd-191 | id: US ICD 191 | id | has another form",
      })
  void aFaultIsToldWithItsPlaceAndWhatToDo(String from, String to, String path, String message) {
    List<Fault> faults = changed(from, to);
    assertThat(faults)
        .anySatisfy(fault -> {
          assertThat(fault.where()).matches("line \\d+, .*").endsWith(", " + path);
          assertThat(fault.message()).contains(message);
          assertThat(fault.remedy()).isNotBlank();
        });
  }

  @Test
  void theLineIsTheOneThatIsWrong() {
    String text = shipped("us-icd-191").text();
    int line = (int) text.substring(0, text.indexOf("inDoubt: warn")).lines().count() + 1;
    assertThat(changed("inDoubt: warn", "inDoubt: silence"))
        .extracting(Fault::where)
        .containsExactly("line " + line + ", inDoubt");
  }

  @Test
  void allFaultsAreToldAtOnce() {
    assertThat(PolicyReader.read("id: x\ntitle: X\nwho: everybody\n").faults())
        .extracting(Fault::where)
        .contains("line 1", "line 1, id", "line 3, who");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "- a\n- b\n",
        "id: [",
        "a: &a [*a]\n",
        "a: &a [1]\nb: *a\nc: *a\n",
        "[[[[[[[[[[[[[[[[[[[[",
        "id: !!java.net.URL [http://example.org]\n",
        "\u0000"
      })
  void whatIsNoPolicyIsRefusedAndDoesNoHarm(String text) {
    PolicyReader.Read read = PolicyReader.read(text);
    assertThat(read.test()).isEmpty();
    assertThat(read.faults()).isNotEmpty();
  }

  @Test
  void aTextThatIsTooLongIsNotRead() {
    assertThat(PolicyReader.read("#".repeat(PolicyReader.LENGTH_MAX + 1)).faults())
        .extracting(Fault::message)
        .containsExactly("is longer than a policy may be");
  }
}
