// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.web;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Deque;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Configuration;
import org.tocsin.server.kernel.Times;

/**
 * How pages write a time: in the desk's zone and in UTC.
 *
 * <p>The zone is one setting for the whole server ({@code tocsin.zone}, default UTC) and is read by
 * templates, which have no beans; hence static. Where several servers run in one process, as in
 * tests, the one that started last decides, and only while it runs.
 */
public final class DeskTime {

  private static final DateTimeFormatter FULL =
      DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm zzz", Locale.ENGLISH);
  private static final DateTimeFormatter SHORT =
      DateTimeFormatter.ofPattern("HH:mm 'UTC'", Locale.ENGLISH);

  private static final Pattern INSTANT =
      Pattern.compile(
          "\\b((?:19|20|21)\\d\\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])"
              + "T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d{1,9})?)(?:Z|-00:00)");

  private static final Deque<Settings> RUNNING = new ConcurrentLinkedDeque<>();

  private DeskTime() {}

  /** The desk's zone. */
  public static ZoneId zone() {
    Settings newest = RUNNING.peekLast();
    return newest == null ? ZoneOffset.UTC : newest.zone;
  }

  /** What the desk's zone is called beside a field: {@code Europe/Moscow}, {@code UTC}. */
  public static String zoneName() {
    return zone().equals(ZoneOffset.UTC) ? "UTC" : zone().getId();
  }

  /**
   * A time as a browser's field gives it, in the desk's zone, or one with a zone.
   *
   * @param field named in the refusal
   * @throws org.tocsin.server.kernel.Problem T0008 when it is neither
   */
  public static Instant parse(String field, String text) {
    try {
      return LocalDateTime.parse(text.strip()).atZone(zone()).toInstant();
    } catch (DateTimeParseException withZone) {
      return Times.parse(field, text);
    }
  }

  /** For example {@code 7 Mar 2024, 18:00 MSK}. */
  public static String words(Instant at) {
    return FULL.format(at.atZone(zone().equals(ZoneOffset.UTC) ? ZoneId.of("UTC") : zone()));
  }

  /** The same text with every instant in it, as programs write them, as people of the desk do. */
  public static String plain(String text) {
    return INSTANT.matcher(text).replaceAll(found -> Matcher.quoteReplacement(plain(found)));
  }

  private static String plain(MatchResult found) {
    try {
      return words(Instant.parse(found.group(1) + "Z"));
    } catch (DateTimeParseException noSuchDay) {
      return found.group();
    }
  }

  /** For example {@code 15:00 UTC}; empty when the desk lives by UTC. */
  public static String utc(Instant at) {
    return zone().getRules().getOffset(at).equals(ZoneOffset.UTC)
        ? ""
        : SHORT.format(at.atOffset(ZoneOffset.UTC));
  }

  /** The zone of one server, from its start to its end. */
  @Configuration(proxyBeanMethods = false)
  static class Settings implements InitializingBean, DisposableBean {
    private final ZoneId zone;

    Settings(@Value("${tocsin.zone:UTC}") ZoneId configured) {
      this.zone = configured.normalized();
    }

    @Override
    public void afterPropertiesSet() {
      RUNNING.addLast(this);
    }

    @Override
    public void destroy() {
      RUNNING.remove(this);
    }
  }
}
