// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading.muc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tocsin.reading.Reader;

/** FEATURE UNDER TEST: templates are filled from what the reader tells, and from what is learnt. */
class SlotsOfMucTest {
  private static final String TEXT =
      """
      TST1-MUC3-0001

         LIMA, 4 FEB 90 (EFE) -- [TEXT] GUNMEN ATTACKED A BANK IN LIMA YESTERDAY.

      """;
  private static final String KEY =
      """
      0.  MESSAGE: ID                     TST1-MUC3-0001
      1.  MESSAGE: TEMPLATE               1
      2.  INCIDENT: DATE                  03 FEB 90
      3.  INCIDENT: LOCATION              PERU: LIMA (CITY)
      4.  INCIDENT: TYPE                  ATTACK
      5.  INCIDENT: STAGE OF EXECUTION    ACCOMPLISHED
      12. PHYS TGT: ID                    "BANK"
      """;

  /** In common writing, as other corpora have them. */
  private static final List<String> MIXED =
      List.of("Now in Lima a bomb exploded; gunmen attacked a bank yesterday, a text said.");

  @Test
  void theReadersIncidentsFillSlotsOfTextsInCapitals() {
    SlotsOfMuc muc =
        new SlotsOfMuc(
            Map.of("raw/tst1-muc3", TEXT, "raw/key-tst1.v7", KEY),
            Map.of("taskdoc/containing-areas-part1.v5", "PERU: LIMA (CITY) *x*"),
            MIXED,
            Reader.standard());
    assertThat(muc.sizes(5)).containsExactly(1, 1);
    assertThat(muc.asShipped(5).matchedOnly()).isGreaterThan(0.5);
  }

  @Test
  void aTaggerMarksInANewSentenceWhatItLearnt() {
    RoleTagger tagger = new RoleTagger();
    int[] tags = {0, RoleTagger.begin(Slot.HUM_DESCRIPTION), 0, 0};
    int[][] features = {{1}, {2}, {3}, {4}};
    tagger.train(List.of(new RoleTagger.Example(features, tags)));
    int[] told = tagger.tags(new int[][] {{1}, {2}, {4}}, 0);
    assertThat(RoleTagger.stretches(told, 10))
        .containsExactly(new RoleTagger.Filled(Slot.HUM_DESCRIPTION, 11, 12));
  }

  @Test
  void likelihoodsFollowWhatWasLearnt() {
    Softmax model = new Softmax(2);
    for (int i = 0; i < 20; i++) {
      model.learn(new int[] {1, 7}, 1);
      model.learn(new int[] {2, 7}, 0);
    }
    assertThat(model.likelihoods(new int[] {1})[1]).isGreaterThan(0.8);
    assertThat(model.best(new int[] {2})).isZero();
  }

  @Test
  void textsInCapitalsAreGivenCommonWritingUnitByUnit() {
    String capitals = "A BOMB EXPLODED IN LIMA.";
    assertThat(new Casing(MIXED).apply(capitals, Words.of(capitals)))
        .isEqualTo("A bomb exploded in Lima.");
  }

  @Test
  void anAbbreviationAndItsNameAreOneThing() {
    Casing casing = new Casing(MIXED);
    MucText text =
        MucText.of(
            "x",
            "THE FARABUNDO MARTI NATIONAL LIBERATION FRONT [FMLN] FIRED",
            casing,
            Reader.standard());
    List<Strings.Entity> things =
        Strings.merge(
            text,
            List.of(
                new RoleTagger.Filled(Slot.PERP_ORGANISATION, 1, 6),
                new RoleTagger.Filled(Slot.PERP_ORGANISATION, 7, 8)));
    assertThat(things).hasSize(1);
    assertThat(things.getFirst().text()).isEqualTo("FARABUNDO MARTI NATIONAL LIBERATION FRONT");
  }
}
