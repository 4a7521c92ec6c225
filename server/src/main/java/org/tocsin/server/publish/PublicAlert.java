// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.publish;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tocsin.cap.Area;
import org.tocsin.cap.Info;
import org.tocsin.cap.Status;
import org.tocsin.server.warn.PublicWarnings.PublicWarning;

/**
 * A public alert as the public reads it: only what stands in the CAP message that went out.
 *
 * @param standing what it is now
 * @param published the alert and its bytes
 * @param followedBy the id of the alert that updates or takes it back
 */
public record PublicAlert(Standing standing, PublicWarning published, Optional<String> followedBy) {

  /** Its id. */
  public String id() {
    return published.warning().id().value();
  }

  /** When it was sent. */
  public Instant sentAt() {
    return published.alert().sent().toInstant();
  }

  /** When the danger begins. */
  public Instant from() {
    return published.warning().from();
  }

  /** Until when it holds. */
  public Instant until() {
    return published.warning().until();
  }

  /** When it stopped to hold, by an act or by time. */
  public Optional<Instant> endedAt() {
    return published.warning().endedAt();
  }

  /** The id of the alert that it updates or takes back. */
  public Optional<String> follows() {
    return published.warning().follows().map(Object::toString);
  }

  /** Whether it is an exercise or a test. */
  public boolean unreal() {
    return published.alert().status() != Status.ACTUAL;
  }

  /** Whether the desk signed it. */
  public boolean signed() {
    return published.alert().isSigned();
  }

  /** The word of CAP for its status. */
  public String status() {
    return published.alert().status().word();
  }

  /** The texts, one a language. */
  public List<Info> texts() {
    return published.alert().infos();
  }

  /** The text in this language, or else the first. */
  public Info text(String language) {
    return texts().stream()
        .filter(info -> info.languageOrDefault().equalsIgnoreCase(language))
        .findFirst()
        .orElse(texts().getFirst());
  }

  /** Where, in words. */
  public String where() {
    return String.join("; ", texts().getFirst().areas().stream().map(Area::areaDesc).toList());
  }

  /** What a language calls itself, for example {@code русский}. */
  public static String languageName(Info info) {
    Locale locale = Locale.forLanguageTag(info.languageOrDefault());
    String name = locale.getDisplayName(locale);
    return name.isBlank() ? info.languageOrDefault() : name;
  }
}
