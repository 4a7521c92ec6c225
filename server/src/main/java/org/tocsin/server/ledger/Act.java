// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.Id;

/**
 * An act that goes into the record: what was done, by whom, in which case, with public facts and
 * with values that stay behind a salted commitment.
 *
 * <p>Facts are readable by whoever reads the record's entries: ids, hashes, counts, times, words of
 * closed lists. Free text is committed ({@link #commits}); names, addresses and exact places of
 * people are committed as personal ({@link #hides}) and can be erased.
 *
 * <p>Not thread-safe: built, appended and forgotten.
 */
public final class Act {

  /** Who may be shown a committed value. */
  enum Reach {
    OPEN,
    RESTRICTED,
    PERSONAL
  }

  /**
   * A value behind a commitment.
   *
   * @param person whose it is, when it is personal and not of the act's own subject
   */
  record Committed(String name, Object value, Reach reach, @Nullable String person) {}

  private final String type;
  private final Map<String, Object> facts = new TreeMap<>();
  private final List<Committed> committed = new ArrayList<>();
  private String by = "system";
  private @Nullable CaseId caseId;
  private @Nullable String subject;
  private String words = "";

  private Act(String type) {
    this.type = type;
  }

  /** An act of this type: a past-tense name such as {@code WarningApproved}. */
  public static Act of(String type) {
    return new Act(type);
  }

  /** Who did it; {@code system} when nobody is named. */
  public Act by(Id officer) {
    by = officer.value();
    return this;
  }

  /** The case that it belongs to. */
  public Act inCase(CaseId id) {
    caseId = id;
    return this;
  }

  /** What it was done to. */
  public Act about(Id id) {
    subject = id.value();
    return this;
  }

  /** What it was done to, where that has no {@link Id}. */
  public Act about(String id) {
    subject = id;
    return this;
  }

  /**
   * A public fact: a String, Long, Integer, Boolean, or a List or Map of them. Null is left out.
   */
  public Act fact(String name, @Nullable Object value) {
    if (value != null) {
      facts.put(name, value instanceof Integer number ? (Object) number.longValue() : value);
    }
    return this;
  }

  /** A value that, where it has been made public, the bundle for the press discloses as well. */
  public Act tells(boolean isPublic, String name, @Nullable Object value) {
    return commit(name, value, isPublic ? Reach.OPEN : Reach.RESTRICTED, null);
  }

  /** A value that the case's bundle discloses, but not to the press. Null is left out. */
  public Act commits(String name, @Nullable Object value) {
    return commit(name, value, Reach.RESTRICTED, null);
  }

  /**
   * A personal value of whom the act is about: disclosed to the person alone, erased with the
   * person. Null is left out.
   */
  public Act hides(String name, @Nullable Object value) {
    return commit(name, value, Reach.PERSONAL, null);
  }

  /** A personal value of somebody else than the act is about, by the subject of their own acts. */
  public Act hides(String name, @Nullable Object value, String person) {
    return commit(name, value, Reach.PERSONAL, person);
  }

  private Act commit(String name, @Nullable Object value, Reach reach, @Nullable String person) {
    if (value != null) {
      committed.add(new Committed(name, value, reach, person));
    }
    return this;
  }

  /** The line of the desk's timeline: a sentence without personal data; not part of the record. */
  public Act says(String sentence) {
    words = sentence;
    return this;
  }

  String type() {
    return type;
  }

  String by() {
    return by;
  }

  @Nullable CaseId caseId() {
    return caseId;
  }

  @Nullable String subject() {
    return subject;
  }

  Map<String, Object> facts() {
    return facts;
  }

  List<Committed> committed() {
    return List.copyOf(committed);
  }

  String words() {
    return words.isEmpty() ? type : words;
  }
}
