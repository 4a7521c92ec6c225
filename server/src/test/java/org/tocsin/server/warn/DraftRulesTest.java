// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tocsin.server.kernel.Problem;

/**
 * FEATURE UNDER TEST: what is refused in a draft is refused by name, with all its faults at once.
 */
class DraftRulesTest {

  private static final List<String> CHANNELS = List.of("email", "webhook");

  @Test
  void aSoundDraftIsTaken() {
    assertThatCode(() -> DraftRules.requireSound(Drafts.publicAlert(Drafts.FROM), CHANNELS))
        .doesNotThrowAnyException();
    assertThatCode(
            () -> DraftRules.requireSound(Drafts.privateNotice(Drafts.FROM, "someone"), CHANNELS))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest(name = "{0} = {1}: {2} {3}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/kind | \"sms\" | kind | is no kind of warning",
        "/victims | \"aliens\" | victims | is no class of those to be told",
        "/victims | \"protectors\" | victims | does not fit a public alert",
        "/marking | \"TLP:BLUE\" | marking | is no TLP label",
        "/window/until | \"2024-03-07T16:00:00Z\" | window | ends before it begins",
        "/window/until | \"2024-03-01T16:00:00Z\" | window | ends before it begins",
        "/window/until | \"2024-06-07T16:00:00Z\" | window | is longer than 60 days",
        "/category | \"Terror\" | category | is not one of its words",
        "/severity | \"Bad\" | severity | is not one of its words",
        "/urgency | \"Soon\" | urgency | is not one of its words",
        "/certainty | \"Sure\" | certainty | is not one of its words",
        "/responseTypes | [\"Run\"] | responseTypes | is not one of its words",
        "/intendedKinds | [\"ghost\"] | intendedKinds | is not one of its words",
        "/recipients | [\"someone\"] | recipients | a public alert has none",
        "/areas | [] | areas | no polygon and no circle is drawn",
        "/areas/0/areaDesc | \" \" | areas.areaDesc | is empty",
        "/texts | [] | texts | has 0 languages",
        "/texts/0/language | \"xx\" | texts.xx | is no known language",
        "/texts/0/language | \"\" | texts. | is no language tag",
        "/texts/0/language | \"plain English\" | texts.plain English | is no language tag",
        "/texts/1/language | \"en\" | texts.en | stands twice",
        "/texts/0/event | \"\" | texts.en.event | is empty",
        "/texts/0/headline | \"\" | texts.en.headline | is empty",
        "/texts/0/description | \"  \" | texts.en.description | is empty",
        "/texts/1/instruction | \"\" | texts.ru.instruction | is empty",
        "/plan/steps | [] | plan.steps | has 0 steps",
        "/plan/steps/0/channels | [\"pigeon\"] | plan.steps.channels | is not sent on here",
        "/plan/steps/1/channels | [] | plan.steps.channels | names no channel",
        "/plan/steps/0/waitMinutes | -1 | plan.steps.waitMinutes | is not between 0 and 10080",
      })
  void refusesByName(String pointer, String json, String where, String message) {
    Draft draft = Drafts.with(Drafts.publicAlert(Drafts.FROM), pointer, json);
    Problem refused =
        catchThrowableOfType(Problem.class, () -> DraftRules.requireSound(draft, CHANNELS));
    assertThat(refused.type().number()).isEqualTo("T5102");
    assertThat(refused.faults())
        .anySatisfy(fault -> {
          assertThat(fault.where()).isEqualTo(where);
          assertThat(fault.message()).isEqualTo(message);
          assertThat(fault.remedy()).isNotBlank();
        });
  }

  @Test
  void headlinesLongerThanTheStandardsTargetAreRefused() {
    Draft draft =
        Drafts.with(
            Drafts.publicAlert(Drafts.FROM), "/texts/0/headline", '"' + "x".repeat(161) + '"');
    assertThat(DraftRules.faults(draft, CHANNELS))
        .singleElement()
        .satisfies(fault -> assertThat(fault.where()).isEqualTo("texts.en.headline"));
  }

  @Test
  void aPublicAlertAboveClearIsRefused() {
    Draft draft = Drafts.with(Drafts.publicAlert(Drafts.FROM), "/marking", "\"TLP:GREEN\"");
    Problem refused =
        catchThrowableOfType(Problem.class, () -> DraftRules.requireSound(draft, CHANNELS));
    assertThat(refused.type()).isEqualTo(WarnProblem.ABOVE_MARKING);
  }

  @Test
  void aPrivateNoticeNeedsSomebodyToTell() {
    Draft draft = Drafts.with(Drafts.privateNotice(Drafts.FROM, "someone"), "/recipients", "[]");
    assertThat(DraftRules.faults(draft, CHANNELS))
        .extracting(Problem.Fault::where)
        .containsExactly("recipients");
  }

  @Test
  void everyFaultIsToldAtOnce() {
    Draft draft = Drafts.publicAlert(Drafts.FROM);
    for (String[] change :
        List.of(
            new String[] {"/category", "\"Terror\""},
            new String[] {"/texts/0/headline", "\"\""},
            new String[] {"/plan/steps", "[]"})) {
      draft = Drafts.with(draft, change[0], change[1]);
    }
    assertThat(DraftRules.faults(draft, CHANNELS))
        .extracting(Problem.Fault::where)
        .containsExactly("category", "texts.en.headline", "plan.steps");
  }
}
