// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The whole marking of a text: a TLP label and, each behind two slashes, markings of the desk's own
 * ({@code TLP:AMBER//EMBASSY}). The same words say what a reader is cleared for: up to this label,
 * and for these markings.
 *
 * @param tlp the TLP 2.0 label
 * @param own names of the desk's own markings, 2 to 30 of A to Z, 0 to 9 and dash; none is enough
 *     to read a text that has it without being cleared for it
 */
public record Handling(Marking tlp, SortedSet<String> own) {

  private static final Pattern NAME = Pattern.compile("[A-Z0-9][A-Z0-9-]{1,29}");
  private static final int MOST_OWN = 10;

  /** Copies the names. */
  public Handling {
    own = Collections.unmodifiableSortedSet(new TreeSet<>(own));
  }

  /** A TLP label alone. */
  public static Handling of(Marking tlp) {
    return new Handling(tlp, new TreeSet<>());
  }

  /**
   * Reads {@code TLP:AMBER//EMBASSY}; case and spaces around the slashes do not count.
   *
   * @throws Problem T0006 when it is no TLP label with names behind it, or when TLP:CLEAR, which
   *     everybody may read, has any
   */
  public static Handling parse(String text) {
    List<String> parts = List.of(text.strip().toUpperCase(Locale.ROOT).split("\\s*//\\s*", -1));
    Marking tlp = Marking.parse(parts.getFirst());
    TreeSet<String> own = new TreeSet<>(parts.subList(1, parts.size()));
    if (own.size() > MOST_OWN || !own.stream().allMatch(each -> NAME.matcher(each).matches())) {
      throw KernelProblem.BAD_MARKING.because(
          "'%s': behind // stand at most %d names of 2 to 30 letters, digits and dashes"
              .formatted(Problem.shorten(text), MOST_OWN));
    }
    if (tlp == Marking.CLEAR && !own.isEmpty()) {
      throw KernelProblem.BAD_MARKING.because(
          "'%s': what is TLP:CLEAR is for everybody and has no marking of the desk's own"
              .formatted(Problem.shorten(text)));
    }
    return new Handling(tlp, own);
  }

  /** As people write it. */
  public String label() {
    return own.isEmpty() ? tlp.label() : tlp.label() + "//" + String.join("//", own);
  }

  /** Whether somebody who is cleared for this may read a text marked so. */
  public boolean covers(Handling text) {
    return text.tlp.compareTo(tlp) >= 0 && own.containsAll(text.own);
  }

  /** Whether a text marked so must not be read by everybody who may read the other. */
  public boolean isAbove(Handling other) {
    return !other.covers(this);
  }

  /** Whether everybody may read it. */
  public boolean isForEverybody() {
    return tlp == Marking.CLEAR && own.isEmpty();
  }

  /** The narrowest label of both with the own markings of both. */
  public Handling and(Handling other) {
    TreeSet<String> both = new TreeSet<>(own);
    both.addAll(other.own);
    return new Handling(tlp.compareTo(other.tlp) <= 0 ? tlp : other.tlp, both);
  }

  @Override
  public String toString() {
    return label();
  }
}
