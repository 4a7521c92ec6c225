// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What relative times count from: the document's date, the last dates the text named, and the days
 * on which it said that something happened. Grows by one entry for each word of a sentence that
 * names a day, so it is bounded by the text.
 */
final class TimeContext {
  private static final int QUARTER_STAYS = 4;

  private Optional<ZonedDateTime> published;
  private final ZoneId zone;
  private final Map<String, LocalDate> dayOfWord = new HashMap<>();
  private int namedCount;
  private int quarterAt;
  private int sentence;
  private int lastAt;
  private Optional<When> last = Optional.empty();
  private Optional<LocalDate> lastDay = Optional.empty();
  private Optional<When> lastQuarter = Optional.empty();

  TimeContext(Optional<ZonedDateTime> published, ZoneId zone) {
    this.published = published.map(d -> local(d, zone));
    this.zone = zone;
  }

  /** A date that came without a time names a day, not the moment at which it starts in UTC. */
  private static ZonedDateTime local(ZonedDateTime date, ZoneId zone) {
    boolean dayOnly =
        date.toLocalTime().equals(LocalTime.MIDNIGHT) && date.getOffset().equals(ZoneOffset.UTC);
    return dayOnly ? date.withZoneSameLocal(zone) : date.withZoneSameInstant(zone);
  }

  /** Turns to words of another date, such as a message that is quoted; what was named is left. */
  void turnTo(Optional<ZonedDateTime> date) {
    published = date.map(d -> local(d, zone));
    last = Optional.empty();
    lastDay = Optional.empty();
    lastQuarter = Optional.empty();
    namedCount++;
  }

  ZoneId zone() {
    return zone;
  }

  /** The document's date and time, in the zone of the text. */
  Optional<ZonedDateTime> published() {
    return published;
  }

  Optional<LocalDate> today() {
    return published.map(ZonedDateTime::toLocalDate);
  }

  /** The last stretch the text named, else the document's day. */
  Optional<LocalDate> lastOrToday() {
    return last.map(When::first).or(this::today);
  }

  /** The last day the text named, else the document's day. */
  Optional<LocalDate> lastDayOrToday() {
    return lastDay.or(this::today);
  }

  /**
   * The day that a time of day belongs to: as {@link #lastDayOrToday}, unless a longer stretch was
   * named since that this day lies outside of. In the sentence that named the stretch it is a day
   * of it that nobody told; later it is the document's day again.
   */
  Optional<LocalDate> clockDay() {
    Optional<LocalDate> day = lastDayOrToday();
    if (last.isEmpty() || day.isEmpty() || last.get().holds(day.get())) {
      return day;
    }
    return lastAt == sentence ? Optional.empty() : today();
  }

  /** The longer stretch in whose sentence no day of it was told. */
  Optional<When> stretchAtHand() {
    return lastAt == sentence ? last : Optional.empty();
  }

  /** Turns to the next sentence. */
  void nextSentence() {
    sentence++;
  }

  Optional<When> last() {
    return last;
  }

  Optional<When> lastQuarter() {
    return lastQuarter;
  }

  /** How many stretches the text named so far. */
  int namedCount() {
    return namedCount;
  }

  /** The quarter the text speaks of: named among the last few times. */
  Optional<When> quarterAtHand() {
    return namedCount - quarterAt < QUARTER_STAYS ? lastQuarter : Optional.empty();
  }

  void named(When when) {
    namedCount++;
    last = Optional.of(when);
    lastAt = sentence;
    if (when.namesDay()) {
      lastDay = Optional.of(when.first());
    }
    if (when.shape() == When.Shape.QUARTER) {
      // The quarter a year before is named to compare with: the text still speaks of the later one.
      boolean compared =
          quarterAtHand().filter(q -> q.first().equals(when.first().plusYears(1))).isPresent();
      lastQuarter = compared ? lastQuarter : last;
      quarterAt = namedCount;
    }
  }

  /** Notes that the sentence with this word names this day, unless one did before. */
  void happened(String word, LocalDate day) {
    dayOfWord.putIfAbsent(word, day);
  }

  /** The day of the first sentence that held this word and named a day. */
  Optional<LocalDate> dayOf(String word) {
    return Optional.ofNullable(dayOfWord.get(word));
  }
}
