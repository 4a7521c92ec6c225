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

  @Test
  void aReaderKnowsGroupsThatItIsGivenAndItsOwnAsTheyAreGiven() {
    KnownGroup own =
        new KnownGroup(
            "desk-night-riders",
            "Night Riders",
            Optional.empty(),
            List.of("Riders of the Night", "NRX"),
            List.of("XK"),
            List.of());
    KnownGroup mended =
        new KnownGroup(
            "islamic-state-khorasan",
            "Islamic State Khorasan Province",
            Optional.of("islamic-state"),
            List.of("Furqan Channel"),
            List.of("AF"),
            List.of());
    Reader reader = Reader.standard().withGroups(List.of(own, mended));
    String text =
        "Riders of the Night claimed the bombing. NRX wrote so. Furqan Channel denied it. "
            + "Police blamed ISIS-K and Hamas.";
    assertThat(read(reader, text))
        .containsExactly(
            "desk-night-riders", "desk-night-riders", "islamic-state-khorasan", "hamas");
    assertThat(read(Reader.standard(), text)).containsExactly("islamic-state-khorasan", "hamas");
  }

  private static List<String> read(Reader reader, String text) {
    return reader.read(Document.text(text)).groups().stream().map(GroupMention::id).toList();
  }

  @Test
  void theBundledListsAreOneListOfGroupsEachWithItsNames() {
    List<KnownGroup> all = KnownGroup.bundled();
    assertThat(all).extracting(KnownGroup::id).doesNotHaveDuplicates();
    assertThat(all)
        .filteredOn(group -> group.id().equals("al-qaeda"))
        .singleElement()
        .satisfies(group -> assertThat(group.lists()).contains("groups.tsv"));
    assertThat(all)
        .filteredOn(group -> group.id().equals("islamic-state-khorasan"))
        .singleElement()
        .satisfies(group -> {
          assertThat(group.aliases()).contains("ISIS-K", "Wilayat Khorasan");
          assertThat(group.areas()).contains("AF");
        });
    for (KnownGroup group : all) {
      assertThat(groups("Police blamed " + group.name() + " for it."))
          .as(group.name())
          .allSatisfy(mention -> assertThat(mention.id()).isEqualTo(group.id()));
    }
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
