// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

/**
 * An element of the message that a {@link CapProfile} looks at; breaches reported on it get its
 * path and, when the message was read from text, its line and column. Used by one thread, within
 * one {@link CapProfile#check}.
 */
public final class Spot {
  private final Site site;
  private final Problems problems;

  Spot(Site site, Problems problems) {
    this.site = site;
    this.problems = problems;
  }

  /** The first child element of that name; this element when there is none. */
  public Spot child(String name) {
    return new Spot(site.child(name), problems);
  }

  /**
   * A child element.
   *
   * @param index which of those of that name, from 0; this element when there are not so many
   */
  public Spot child(String name, int index) {
    return new Spot(site.child(name, index), problems);
  }

  /**
   * Reports that a rule is broken here.
   *
   * @param value the value at fault; may be empty
   * @param message what is wrong, as a sentence
   */
  public void breach(ProfileRule rule, String value, String message) {
    problems.add(
        new Problem(
            rule.id(),
            rule.severity(),
            site.line(),
            site.column(),
            site.path(),
            Rule.cut(value),
            message,
            rule.remedy(),
            rule.section()));
  }
}
