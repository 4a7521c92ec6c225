// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.web;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tocsin.server.kernel.Problem;

/**
 * Ties what is wrong with a field to the field, so that whoever hears a page hears it where they
 * type. The values are those of attributes: none stands where nothing is to be said.
 */
public final class FieldFaults {

  private FieldFaults() {}

  /** The id of the element that holds the faults of this path. */
  public static String id(String where) {
    return "e-" + where.replaceAll("[^A-Za-z0-9_-]", "-");
  }

  /** The faults of this path, in the order in which they were found. */
  public static List<Problem.Fault> of(@Nullable Problem refused, String where) {
    return refused == null
        ? List.of()
        : refused.faults().stream().filter(fault -> fault.where().equals(where)).toList();
  }

  /** {@code aria-invalid} of a field that stands for these paths. */
  public static @Nullable String invalid(@Nullable Problem refused, String... wheres) {
    return Arrays.stream(wheres).anyMatch(where -> !of(refused, where).isEmpty()) ? "true" : null;
  }

  /**
   * {@code aria-describedby} of a field that stands for these paths: its faults, then its hint.
   *
   * @param hint the id of the hint; empty when there is none
   */
  public static @Nullable String described(
      @Nullable Problem refused, String hint, String... wheres) {
    return joined(refused, hint, "", wheres);
  }

  /** The same for one of several fields alike, whose ids begin with {@code at}. */
  public static @Nullable String describedAt(
      @Nullable Problem refused, String at, String... wheres) {
    return joined(refused, "", at, wheres);
  }

  private static @Nullable String joined(
      @Nullable Problem refused, String hint, String at, String... wheres) {
    String ids =
        Stream.concat(
                Arrays.stream(wheres)
                    .filter(where -> !of(refused, where).isEmpty())
                    .map(where -> id(at + where)),
                Stream.of(hint).filter(id -> !id.isEmpty()))
            .collect(Collectors.joining(" "));
    return ids.isEmpty() ? null : ids;
  }
}
