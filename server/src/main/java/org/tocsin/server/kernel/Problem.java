// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel;

import java.io.Serial;
import java.util.ArrayList;
import java.util.List;

/**
 * A refusal: what was wrong, where, and what to do (RFC 9457 at the edge).
 *
 * <p>All faults of an input are told at once in {@link #faults()}, not only the first.
 */
public final class Problem extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  /** Nobody reads more at once, and a hostile input must not be answered by something larger. */
  private static final int FAULTS_MAX = 200;

  private static final int DETAIL_MAX = 2_000;

  private final transient ProblemType type;
  private final transient List<Fault> faults;

  /**
   * One fault of an input.
   *
   * @param where the field, or line and column, or rule
   * @param value what stood there, shortened; empty when it must not be repeated
   * @param message what is wrong with it
   * @param remedy what to write instead
   */
  public record Fault(String where, String value, String message, String remedy) {}

  /** A refusal of this type with its particulars; the list is copied, its first 200 faults. */
  public Problem(ProblemType type, String detail, List<Fault> faults) {
    super(detail);
    this.type = type;
    this.faults = few(faults);
  }

  private static List<Fault> few(List<Fault> faults) {
    if (faults.size() <= FAULTS_MAX) {
      return List.copyOf(faults);
    }
    List<Fault> first = new ArrayList<>(faults.subList(0, FAULTS_MAX));
    first.add(
        new Fault(
            "", "", "%,d faults more".formatted(faults.size() - FAULTS_MAX), "Mend these first."));
    return List.copyOf(first);
  }

  /** The kind of refusal. */
  public ProblemType type() {
    return type;
  }

  /** What was wrong this time, at most 2,000 characters. */
  public String detail() {
    return Text.clip(String.valueOf(getMessage()), DETAIL_MAX);
  }

  /** Every fault found, in the order of the input; may be empty. */
  public List<Fault> faults() {
    return faults;
  }

  /** At most 80 characters of a value, without control characters, fit to stand in a message. */
  public static String shorten(String value) {
    String clean = value.replaceAll("\\p{Cntrl}", "·");
    return Text.clip(clean, 80);
  }
}
