// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZonedDateTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: whom, what, where and how many a statement tells of. */
class StatementFieldsTest {
  private static Reading read(String text) {
    return Reader.standard()
        .read(Document.text(text).withDate(ZonedDateTime.parse("2024-03-26T20:00:00Z")));
  }

  private static Finding attack(String text) {
    return read(text).findings().stream()
        .filter(f -> f.type() == FindingType.ATTACK)
        .findFirst()
        .orElseThrow();
  }

  private static Optional<String> target(String text) {
    return attack(text).target().map(Mention::text);
  }

  private static Optional<String> actor(String text) {
    return attack(text).actor().map(Mention::text);
  }

  private static Optional<String> place(String text) {
    return attack(text).place().map(PlaceMention::name);
  }

  @Test
  void theObjectOfAVerbOfViolenceIsHitAndNotTheVillageItStandsIn() {
    assertThat(target("Raiders attacked a grain store in a northern village on Monday."))
        .contains("grain store");
  }

  @Test
  void theNounBeforeAnAttackTellsWhatWasHit() {
    assertThat(target("Raiders killed nine in a market attack.")).contains("market");
  }

  @Test
  void whatABomberStruckIsTheTarget() {
    assertThat(target("Five died on Sunday when a suicide bomber struck a tea house."))
        .contains("tea house");
  }

  @Test
  void oneOfManyIsNamedByTheMany() {
    assertThat(target("A huge bombing destroyed one of the old town's bridges, killing two."))
        .hasValueSatisfying(t -> assertThat(t).contains("bridges").doesNotContain("one"));
  }

  @Test
  void whoDiesInAnAttackAsItsDoerIsNotItsTarget() {
    assertThat(target("The attack went on for hours before all four gunmen were killed."))
        .isEmpty();
  }

  @Test
  void aTownIsWhereAnAmbushHappenedAndNotWhatItHit() {
    assertThat(target("Three traders were killed in an ambush at Kano on Monday."))
        .contains("Three traders");
  }

  @Test
  void aHospitalThatTreatsTheWoundedWasNotHit() {
    assertThat(target("Two drivers were hit by bullets and treated in a military hospital."))
        .isNotEqualTo(Optional.of("military hospital"));
  }

  @Test
  void whoseArmsTheyWereDidIt() {
    assertThat(actor("A Russian missile hit a bakery in Kharkiv on Monday, killing two."))
        .contains("Russian");
    assertThat(actor("A driver was killed by a coalition airstrike near Mosul on Monday."))
        .contains("coalition");
  }

  @Test
  void suspectedMenBehindAWordOfSayingAreWhoDidIt() {
    assertThat(actor("Police say suspected rebels killed four officers in Kano on Monday."))
        .contains("suspected rebels");
  }

  @Test
  void whomGunmenCaptureIsKidnapped() {
    Finding finding = attack("Gunmen captured two engineers near Kano on Thursday.");
    assertThat(finding.method().map(Mention::value)).contains("kidnapping");
    assertThat(finding.target().map(Mention::text)).contains("two engineers");
    assertThat(read("Rebels captured the town on Thursday.").findings())
        .noneMatch(f -> f.method().filter(m -> m.value().equals("kidnapping")).isPresent());
  }

  @Test
  void aNameGoesBeforeAnAsideThatNobodyCloses() {
    assertThat(target("Omar Haddad, a judge of the high court was shot dead on Monday."))
        .contains("Omar Haddad");
  }

  @Test
  void theTownIsMeantAndNotTheRegionThatTellsWhereItLies() {
    assertThat(place("Soldiers shot two men in the West Bank city of Hebron on Saturday."))
        .contains("Hebron");
  }

  @Test
  void aPlaceThatADistanceIsReckonedFromIsNotTheScene() {
    assertThat(place("A bomb killed six at a market in Zaraqand, some 40 km south of Baghdad."))
        .contains("Zaraqand");
  }

  @Test
  void whatTheTextCallsAVillageIsAPlaceWithLittleConfidence() {
    Reading reading = read("Two men were shot dead in the village of Qarazeb, near Idlib.");
    PlaceMention place =
        reading.places().stream().filter(p -> p.name().equals("Qarazeb")).findFirst().orElseThrow();
    assertThat(place.rule()).isEqualTo("place.within");
    assertThat(place.country()).contains("SY");
    assertThat(place.score()).isLessThanOrEqualTo(0.3);
    assertThat(place("Two men were shot dead in Qarazeb village in Syria.")).contains("Qarazeb");
  }

  @Test
  void aNameCalledATownIsNoPerson() {
    assertThat(
            read("They opened fire in the town of Dera Ismail Khan.").places().stream()
                .map(PlaceMention::name))
        .contains("Dera Ismail Khan");
  }

  @Test
  void whereTheWoundedWereTakenIsNotTheScene() {
    assertThat(
            place(
                "At least 80 people were wounded in the attack and rushed to the hospital in"
                    + " Maiduguri."))
        .isEmpty();
  }

  @Test
  void twoCountsOfPeopleAreOneNumber() {
    assertThat(attack("Gunmen stormed a post, killing eight officers and a civilian.").killed())
        .hasValueSatisfying(f -> assertThat(f.min()).hasValue(9));
    assertThat(attack("A man and his son were shot and seriously wounded on Monday.").wounded())
        .hasValueSatisfying(f -> assertThat(f.min()).hasValue(2));
  }

  @Test
  void oneWhoWasShotDeadIsOne() {
    assertThat(attack("The village elder was shot dead on Monday.").killed())
        .hasValueSatisfying(f -> assertThat(f.max()).hasValue(1));
  }

  @Test
  void aSecondWordOfHarmTakesTheNumber() {
    assertThat(attack("Two students were stabbed and injured on Monday.").wounded())
        .hasValueSatisfying(f -> assertThat(f.min()).hasValue(2));
  }
}
