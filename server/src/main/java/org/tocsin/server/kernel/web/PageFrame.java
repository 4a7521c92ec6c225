// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.web;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the shell around a page shows: title, who is signed in, where we are.
 *
 * @param title what the page is about, for the browser's bar and the heading
 * @param section the part of the console to mark as open: {@code inbox}, {@code cases}, {@code
 *     warnings}, {@code calls}, {@code watchers}, {@code groups}, {@code record}, {@code
 *     administration}, or empty
 * @param officerName who is signed in; null on pages that need nobody
 * @param roles the words of the roles that this person has
 * @param csrfName name of the hidden field that proves a form is ours
 * @param csrfToken its value
 * @param exercise the exercise's own time in words; null when this is no exercise
 * @param doors which pages of this server the person may open
 * @param alarms what must be seen on every page of the console until it is dealt with
 */
public record PageFrame(
    String title,
    String section,
    @Nullable String officerName,
    Set<String> roles,
    String csrfName,
    String csrfToken,
    @Nullable String exercise,
    Predicate<String> doors,
    List<DeskAlarm> alarms) {

  /** Copies roles and alarms. */
  public PageFrame {
    roles = Set.copyOf(roles);
    alarms = List.copyOf(alarms);
  }

  /** A frame of nobody, without alarms. */
  public PageFrame(
      String title,
      String section,
      @Nullable String officerName,
      Set<String> roles,
      String csrfName,
      String csrfToken,
      @Nullable String exercise) {
    this(title, section, officerName, roles, csrfName, csrfToken, exercise, _ -> false, List.of());
  }

  /** Whether the person may open this page, so that a link to it is of use. */
  public boolean opens(String href) {
    return doors.test(href);
  }

  /** Whether the person may act in this role. */
  public boolean may(String role) {
    return roles.contains(role);
  }
}
