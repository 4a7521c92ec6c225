// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * FEATURE UNDER TEST: answers to warnings, accusations, claims and attributions in the ways in
 * which reports put them, and what only looks like one.
 */
class AnswersAndBlameTest {
  private static List<Finding> read(FindingType type, String text) {
    return Reader.standard().read(Document.text(text)).findings(type);
  }

  private static Finding only(FindingType type, String text) {
    List<Finding> findings = read(type, text);
    assertThat(findings).as("%s in: %s", type, text).hasSize(1);
    return findings.getFirst();
  }

  private static void none(FindingType type, String text) {
    assertThat(read(type, text)).as("%s in: %s", type, text).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Zambia rebuked Canada and Norway on Monday for issuing warnings about its parks.",
        "The ministry denounced the alert of the Norwegian embassy.",
        "Hoteliers were furious at the latest advisory from Ottawa.",
        "The governor expressed dismay over the travel advisory.",
        "Lusaka summoned the ambassador to protest the warning.",
        "The minister urged Norway to withdraw its travel warning.",
      })
  void whoeverIsDispleasedWithAWarningAnswersIt(String text) {
    assertThat(only(FindingType.REACTION, text).method().orElseThrow().value())
        .isEqualTo("disputed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The mayor described the alerts as \"unfriendly\".",
        "It is regrettable that Norway issued such a warning, the minister said.",
        "The spokeswoman called it a routine advisory.",
        "She said the recent travel advisories are nothing unusual.",
        "The minister said the threat was a bluff.",
      })
  void whatIsSaidOfAWarningIsAnAnswer(String text) {
    only(FindingType.REACTION, text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Police said the threats against the colleges were not credible.",
        "The college determined that the threat was less than credible and opened as usual.",
        "The governor downplayed the threat.",
        "The message to the port was not acted on.",
        "The council did not take the threat seriously.",
      })
  void threatsThatNobodyBelievesAreDismissed(String text) {
    assertThat(only(FindingType.REACTION, text).method().orElseThrow().value())
        .isEqualTo("dismissed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The governor assured visitors that the island is safe despite the Canadian advisory.",
        "Ministers tried to allay fears over the warning.",
        "There is no need to raise the threat level, police said.",
      })
  void whoeverCalmsPeopleAmidAWarningAnswersIt(String text) {
    only(FindingType.REACTION, text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The president condemned the attack, warning that more could follow.",
        "Residents complained that there was no warning.",
        "The embassy said its warning was issued on Friday.",
        "The advisory said the warning was based on reports.",
      })
  void whoeverWarnsOrMissesAWarningDoesNotAnswerIt(String text) {
    none(FindingType.REACTION, text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The opposition blamed the government for the security failure before the bombing.",
        "A deputy slammed the police for not guarding the market.",
        "Relatives said it was a failure of the ministry.",
        "Officers withheld information about the plot, the inquiry found.",
        "The bombing could have been prevented, said the widow.",
        "The raiders could not have done it without the support of foreign services, he said.",
        "The mayor alleged Ruritanian troops had shelled the market.",
      })
  void reproachIsAnAccusationInManyWords(String text) {
    only(FindingType.ACCUSATION, text);
  }

  @Test
  void whoeverWasReproachedIsAccused() {
    Finding finding =
        only(
            FindingType.ACCUSATION,
            "The harbour police were criticised for failing to act on the tip.");
    assertThat(finding.target().orElseThrow().value()).contains("police");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I do not want to accuse anybody.",
        "Terrorists destroyed a bridge near the town.",
        "The warning played into the hands of the raiders.",
        "The alleged bomber was seen near the gate.",
        "There is no information to suggest that the group ordered the attack.",
      })
  void whatIsWishedUnshownOrPlainNewsAccusesNobody(String text) {
    none(FindingType.ACCUSATION, text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The attack bears all the hallmarks of al-Qaeda, an official said.",
        "He is suspected of organising the bombing.",
        "She is thought to have ordered the attack on the port.",
        "The raiders may have had a hand in the bombing.",
        "The attack was apparently committed by smugglers.",
        "Evidence was mounting that al-Qaeda had inspired the attack.",
        "The minister said smugglers had launched the attack.",
        "The evidence points in the direction of al-Qaeda.",
      })
  void guiltIsLaidInManyWords(String text) {
    only(FindingType.ATTRIBUTION, text);
  }

  @Test
  void whatWasBlamedIsNotWhoBlames() {
    Finding finding =
        only(FindingType.ATTRIBUTION, "The blasts in the port have been blamed on al-Qaeda.");
    assertThat(finding.actor()).isEmpty();
    assertThat(finding.target().orElseThrow().value()).isEqualTo("Al-Qaeda");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Detectives do not know who is behind the attack.",
        "They want to establish who was responsible for the killings.",
        "The president could blame Ruritania for the attack.",
        "The communiqué was attributed to al-Qaeda.",
        "The airline blamed a technical problem.",
        "The raiders were trailing behind the convoy after the attack.",
      })
  void whatIsAskedOrNobodysDeedIsLaidToNobody(String text) {
    none(FindingType.ATTRIBUTION, text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A caller told the newspaper that the brigade had planted the bomb.",
        "The movement claimed that its fighters in the hills above the town had shot six soldiers.",
        "A Taliban spokesman said the Taliban carried out the attack on the post.",
        "The rebels claimed to have shot down a helicopter.",
        "The knights of the faith carried out a blessed operation, the message said.",
      })
  void whatIsToldAsOnesOwnDeedIsAClaim(String text) {
    only(FindingType.CLAIM, text);
  }

  @Test
  void whatOnesOwnMenSufferedIsNoClaim() {
    none(FindingType.CLAIM, "One of our brave soldiers has been killed, the minister said.");
  }
}
