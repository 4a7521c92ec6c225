// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class GroupsTest {
  private static final GroupFinder FINDER = new GroupFinder();

  private static List<GroupMention> groups(String text) {
    return FINDER.find(Tokens.of(text), "en").stream().map(GroupFinder.Found::mention).toList();
  }

  @Test
  void aBranchTellsItsParentAndWhereItHasItsBases() {
    assertThat(groups("The bombing was claimed by ISIS-K."))
        .singleElement()
        .satisfies(g -> {
          assertThat(g.name()).isEqualTo("Islamic State Khorasan Province");
          assertThat(g.parent()).isEqualTo(Optional.of("islamic-state"));
          assertThat(g.areas()).contains("AF", "PK");
          assertThat(g.text()).isEqualTo("ISIS-K");
        });
  }

  @Test
  void anAliasWithAShortFormInBracketsIsKnownByEither() {
    assertThat(groups("Vanguards of Conquest wrote it; Egyptian Islamic Jihad did not."))
        .extracting(GroupMention::name)
        .containsOnly("Al-Qaeda")
        .hasSize(2);
  }

  @Test
  void aCountryInBracketsBehindANameIsNoGroup() {
    assertThat(groups("Police in Canada said so.")).isEmpty();
  }

  /** The list of Public Safety Canada, where the workplace has it beside the project. */
  @Test
  void everyNameOfThePublicListIsFoundInASentence() throws Exception {
    Path list = Path.of("../../shared/conformance/groups/listed-terrorist-entities.json");
    Assumptions.assumeTrue(Files.exists(list), "../shared/conformance/groups is not there");
    Matcher names =
        Pattern.compile("\"name\": \"([^\"]{3,80})\"")
            .matcher(Files.readString(list, StandardCharsets.UTF_8));
    List<String> missing = new ArrayList<>();
    while (names.find()) {
      String name = names.group(1).replaceAll(" \\([^)]*\\)", "");
      if (groups("Police blamed " + name + " for it.").isEmpty()) {
        missing.add(name);
      }
    }
    // A number, a person's name and two everyday words would mark what is no group.
    assertThat(missing).containsExactlyInAnyOrder("764", "James Mason", "The Base");
  }
}
