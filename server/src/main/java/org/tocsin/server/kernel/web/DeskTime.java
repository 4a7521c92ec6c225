// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.web;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Configuration;

/**
 * How pages write a time: in the desk's zone and in UTC.
 *
 * <p>The zone is one setting for the whole server ({@code tocsin.zone}, default UTC), set once at
 * start and read by templates, which have no beans; hence static.
 */
public final class DeskTime {

  private static final DateTimeFormatter FULL =
      DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm zzz", Locale.ENGLISH);
  private static final DateTimeFormatter SHORT =
      DateTimeFormatter.ofPattern("HH:mm 'UTC'", Locale.ENGLISH);

  private static volatile ZoneId zone = ZoneOffset.UTC;

  private DeskTime() {}

  /** The desk's zone. */
  public static ZoneId zone() {
    return zone;
  }

  /** For example {@code 7 Mar 2024, 18:00 MSK}. */
  public static String words(Instant at) {
    return FULL.format(at.atZone(zone.equals(ZoneOffset.UTC) ? ZoneId.of("UTC") : zone));
  }

  /** For example {@code 15:00 UTC}; empty when the desk lives by UTC. */
  public static String utc(Instant at) {
    return zone.getRules().getOffset(at).equals(ZoneOffset.UTC)
        ? ""
        : SHORT.format(at.atOffset(ZoneOffset.UTC));
  }

  /** Takes the zone from the settings. */
  @Configuration(proxyBeanMethods = false)
  static class Settings {
    @Autowired
    void take(@Value("${tocsin.zone:UTC}") ZoneId configured) {
      zone = configured.normalized();
    }
  }
}
