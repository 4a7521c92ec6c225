// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.access;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.tocsin.server.kernel.web.DeskAlarm;
import org.tocsin.server.kernel.web.PageFrame;
import org.tocsin.server.kernel.web.PageFrames;

/** Makes frames from the officer and the form token of the request at hand. */
@Component
final class RequestFrames implements PageFrames {

  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("EEEE d MMMM yyyy, HH:mm:ss 'UTC'", Locale.ENGLISH);

  /** The section of the pages that somebody not signed in sends forms from. */
  static final String SIGN_IN = "sign-in";

  private final CurrentOfficer current;
  private final Clock clock;
  private final ObjectProvider<DeskAlarm.Source> alarms;
  private final RoleDoors doors;
  private final boolean exercise;

  RequestFrames(
      CurrentOfficer current,
      Clock clock,
      ObjectProvider<DeskAlarm.Source> alarms,
      RoleDoors doors,
      @Value("${tocsin.exercise:false}") boolean exercise) {
    this.current = current;
    this.clock = clock;
    this.alarms = alarms;
    this.doors = doors;
    this.exercise = exercise;
  }

  @Override
  public PageFrame frame(String title, String section) {
    Optional<Officer> officer = current.find();
    // A public page that somebody not signed in reads carries no form token, so that it can be
    // cached.
    CsrfToken token = officer.isPresent() || section.equals(SIGN_IN) ? token() : null;
    Set<String> roles =
        officer.map(Officer::roles).orElse(Set.of()).stream()
            .map(Role::word)
            .collect(Collectors.toUnmodifiableSet());
    return new PageFrame(
        title,
        section,
        officer.map(Officer::name).orElse(null),
        roles,
        token == null ? "_csrf" : token.getParameterName(),
        token == null ? "" : token.getToken(),
        exercise ? CLOCK.format(clock.instant().atZone(ZoneId.of("UTC"))) : null,
        officer.map(doors::of).orElse(_ -> false),
        officer.isPresent()
            ? alarms.stream().flatMap(source -> source.alarms().stream()).toList()
            : List.of());
  }

  private static @Nullable CsrfToken token() {
    if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes now) {
      HttpServletRequest request = now.getRequest();
      return (CsrfToken) request.getAttribute(CsrfToken.class.getName());
    }
    return null;
  }
}
