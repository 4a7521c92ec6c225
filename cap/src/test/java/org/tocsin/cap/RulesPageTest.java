// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tocsin.cap.profile.Profiles;

/**
 * FEATURE UNDER TEST: the page of rules says what the code checks. Written anew by {@code mvn -pl
 * cap test -Dtest=RulesPageTest -Dtocsin.write-docs=true}.
 */
class RulesPageTest {
  private static final Path PAGE = Path.of("../docs/reference/cap-rules.md");

  @Test
  void thePageListsEveryRuleOfTheStandardAndOfEveryProfile() throws IOException {
    String page = page();
    if (Boolean.getBoolean("tocsin.write-docs")) {
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE).content().isEqualTo(page);
  }

  @Test
  void everyRuleHasAnIdOfItsOwn() {
    List<String> ids = Arrays.stream(Rule.values()).map(Rule::id).toList();
    assertThat(ids).doesNotHaveDuplicates();
  }

  private static String page() {
    StringBuilder page = new StringBuilder();
    page.append(
        """
        # The rules of CAP

        What `./tocsin check`, the page `/check` and `CapChecker` hold a message to. Only an error makes it invalid; the severity below is the usual one, a few breaches are graver or less grave by their circumstances. This page is written by `RulesPageTest` from the code.

        ## The standard

        | rule | severity | section | what it says | what to do |
        |---|---|---|---|---|
        """);
    for (Rule rule : Rule.values()) {
      row(page, rule.id(), rule.severity(), rule.section(), rule.statement(), rule.remedy());
    }
    for (CapProfile profile : Profiles.all()) {
      page.append("\n## ").append(profile.title()).append("\n\n");
      page.append("Profile `").append(profile.id()).append("`.\n\n");
      page.append(
          "| rule | severity | section | what it says | what to do |\n|---|---|---|---|---|\n");
      for (ProfileRule rule : profile.rules()) {
        row(page, rule.id(), rule.severity(), rule.section(), rule.statement(), rule.remedy());
      }
    }
    return page.toString();
  }

  private static void row(
      StringBuilder page,
      String id,
      ProblemSeverity severity,
      String section,
      String statement,
      String remedy) {
    page.append(
        "| `%s` | %s | %s | %s | %s |\n"
            .formatted(id, severity.word(), cell(section), cell(statement), cell(remedy)));
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("<", "\\<");
  }
}
