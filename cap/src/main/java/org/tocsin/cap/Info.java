// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import static java.util.Objects.requireNonNull;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * What is said about an event in one language (CAP 1.2 §3.2.2). Several infos of an alert describe
 * the same event in other languages, or with another urgency or area.
 *
 * @param language RFC 3066 code; absent means {@code en-US}
 * @param categories kinds of the event; at least one in a valid message
 * @param event the event in words, in the language of the info
 * @param responseTypes what to do
 * @param urgency how soon to act
 * @param severity how grave it is
 * @param certainty how sure it is
 * @param audience whom it is meant for, in words
 * @param eventCodes the event in the codes of others
 * @param effective when the information takes effect; absent means when it was sent
 * @param onset when the event is expected to begin
 * @param expires when the information ends; absent leaves it to each receiver
 * @param senderName who speaks, in words
 * @param headline headline, at best within 160 characters
 * @param description the event at length
 * @param instruction what those addressed should do, at length
 * @param web absolute URI of a page with more
 * @param contact whom to ask
 * @param parameters values that a system adds
 * @param resources files
 * @param areas where it applies
 * @param extensions elements that CAP does not define
 */
@SuppressWarnings("AvoidCommonTypeNames") // The word is the standard's.
public record Info(
    Optional<String> language,
    List<Category> categories,
    String event,
    List<ResponseType> responseTypes,
    Urgency urgency,
    Severity severity,
    Certainty certainty,
    Optional<String> audience,
    List<NamedValue> eventCodes,
    Optional<OffsetDateTime> effective,
    Optional<OffsetDateTime> onset,
    Optional<OffsetDateTime> expires,
    Optional<String> senderName,
    Optional<String> headline,
    Optional<String> description,
    Optional<String> instruction,
    Optional<String> web,
    Optional<String> contact,
    List<NamedValue> parameters,
    List<Resource> resources,
    List<Area> areas,
    List<Extension> extensions) {
  public Info {
    language = Texts.present(language);
    categories = List.copyOf(categories);
    event = Texts.trimmed(event);
    responseTypes = List.copyOf(responseTypes);
    requireNonNull(urgency, "urgency");
    requireNonNull(severity, "severity");
    requireNonNull(certainty, "certainty");
    audience = Texts.present(audience);
    eventCodes = List.copyOf(eventCodes);
    effective = effective.map(CapTime::wholeSeconds);
    onset = onset.map(CapTime::wholeSeconds);
    expires = expires.map(CapTime::wholeSeconds);
    senderName = Texts.present(senderName);
    headline = Texts.present(headline);
    description = Texts.present(description);
    instruction = Texts.present(instruction);
    web = Texts.present(web);
    contact = Texts.present(contact);
    parameters = List.copyOf(parameters);
    resources = List.copyOf(resources);
    areas = List.copyOf(areas);
    extensions = List.copyOf(extensions);
  }

  /** Starts an empty builder. */
  public static InfoBuilder builder() {
    return new InfoBuilder();
  }

  /** Starts a builder that holds the values of this info. */
  public InfoBuilder toBuilder() {
    return new InfoBuilder(this);
  }

  /** The language of this info, with the default of the standard when it states none. */
  public String languageOrDefault() {
    return language.orElse("en-US");
  }
}
