// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap.profile;

import java.util.ArrayList;
import java.util.List;
import org.tocsin.cap.ProblemSeverity;
import org.tocsin.cap.ProfileRule;

/** The rules of one profile in the order in which they are written down. */
final class RuleBook {
  private final String id;
  private final String document;
  private final List<ProfileRule> rules = new ArrayList<>();

  /**
   * An empty book.
   *
   * @param id of the profile, with which the ids of its rules begin
   * @param document what the profile is called where it is cited
   */
  RuleBook(String id, String document) {
    this.id = id;
    this.document = document;
  }

  ProfileRule must(String name, String section, String statement, String remedy) {
    return add(ProblemSeverity.ERROR, name, section, statement, remedy);
  }

  ProfileRule should(String name, String section, String statement, String remedy) {
    return add(ProblemSeverity.WARNING, name, section, statement, remedy);
  }

  ProfileRule may(String name, String section, String statement, String remedy) {
    return add(ProblemSeverity.ADVICE, name, section, statement, remedy);
  }

  private ProfileRule add(
      ProblemSeverity severity, String name, String section, String statement, String remedy) {
    String where = section.isEmpty() ? document : document + " " + section;
    ProfileRule rule = new ProfileRule(id + "-" + name, severity, where, statement, remedy);
    rules.add(rule);
    return rule;
  }

  List<ProfileRule> rules() {
    return List.copyOf(rules);
  }
}
