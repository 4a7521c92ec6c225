// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** FEATURE UNDER TEST: kinds of attack, target and weapon, with the words that tell them. */
class KindsTest {
  private static Kinds kinds(String text) {
    return Reader.standard().read(Document.text(text)).findings().stream()
        .filter(f ->
            f.type() == FindingType.ATTACK
                || f.type() == FindingType.THREAT
                || f.type() == FindingType.FOILED)
        .findFirst()
        .orElseThrow()
        .kinds();
  }

  private static String value(Optional<Coded> coded) {
    return coded.map(Coded::value).orElse("");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          A car bomb exploded outside the British embassy in Kabul. | Bombing/Explosion | Government (Diplomatic) | Explosives
          Gunmen opened fire on worshippers in a mosque in Quebec. | Armed Assault | Religious Figures/Institutions | Firearms
          A man stabbed three people at a shopping mall in Sydney. | Armed Assault | Business | Melee
          Militants kidnapped 276 schoolgirls in Chibok. | Hostage Taking (Kidnapping) | Educational Institution |
          Arsonists set fire to a power station near Lyon. | Facility/Infrastructure Attack | Utilities | Incendiary
          A truck rammed into a crowd at a Christmas market in Berlin. | Unarmed Assault | Private Citizens & Property | Vehicle
          Police foiled a plot to bomb a railway station in Brussels. | Bombing/Explosion | Transportation | Explosives
          The minister was assassinated in Beirut. | Assassination | Government (General) |
          """)
  void anAttackIsCodedByItsWords(String text, String attack, String target, String weapon) {
    Kinds kinds = kinds(text);
    assertThat(value(kinds.attackType())).isEqualTo(attack);
    assertThat(value(kinds.targetType())).isEqualTo(target);
    assertThat(value(kinds.weaponType())).isEqualTo(weapon == null ? "" : weapon);
  }

  @Test
  void aFinerKindKeepsItsWordsItsRuleAndItsSureness() {
    String text = "A car bomb exploded outside the British embassy in Kabul.";
    Coded weapon = kinds(text).weaponType().orElseThrow();
    assertThat(weapon.subtype()).contains("Vehicle Bomb");
    assertThat(weapon.text()).isEqualTo("car bomb");
    assertThat(weapon.rule()).isEqualTo("kind.weapon.words");
    assertThat(weapon.confidence()).isEqualTo(0.9);
  }

  @Test
  void everyValueHasWordsOrFinerValuesThatHaveAndEveryWordTellsOneValueOfASet() {
    for (String set : List.of("attack", "target", "weapon")) {
      assertThat(KindWords.of(set)).isNotNull();
      Set<String> told =
          Lexicon.table("gtd-words.en.tsv", 4).stream()
              .filter(row -> row.getFirst().equals(set))
              .map(row -> row.get(1))
              .collect(Collectors.toSet());
      for (List<String> row : Lexicon.table("gtd.tsv", 4)) {
        boolean finer =
            Lexicon.table("gtd.tsv", 4).stream()
                .anyMatch(r -> r.get(2).equals(row.get(1)) && told.contains(r.get(1)));
        assertThat(!row.getFirst().equals(set) || finer || told.contains(row.get(1)))
            .as(row.get(1))
            .isTrue();
      }
    }
  }
}
