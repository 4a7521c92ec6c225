// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Builds an {@link Info} and refuses an invalid one: {@link #build()} throws a {@link CapException}
 * that names every broken rule. Not safe for several threads.
 */
public final class InfoBuilder {
  private @Nullable String language;
  private List<Category> categories = new ArrayList<>();
  private @Nullable String event;
  private List<ResponseType> responseTypes = new ArrayList<>();
  private @Nullable Urgency urgency;
  private @Nullable Severity severity;
  private @Nullable Certainty certainty;
  private @Nullable String audience;
  private List<NamedValue> eventCodes = new ArrayList<>();
  private @Nullable OffsetDateTime effective;
  private @Nullable OffsetDateTime onset;
  private @Nullable OffsetDateTime expires;
  private @Nullable String senderName;
  private @Nullable String headline;
  private @Nullable String description;
  private @Nullable String instruction;
  private @Nullable String web;
  private @Nullable String contact;
  private List<NamedValue> parameters = new ArrayList<>();
  private List<Resource> resources = new ArrayList<>();
  private List<Area> areas = new ArrayList<>();
  private List<Extension> extensions = new ArrayList<>();

  InfoBuilder() {}

  InfoBuilder(Info info) {
    language = info.language().orElse(null);
    categories = new ArrayList<>(info.categories());
    event = info.event();
    responseTypes = new ArrayList<>(info.responseTypes());
    urgency = info.urgency();
    severity = info.severity();
    certainty = info.certainty();
    audience = info.audience().orElse(null);
    eventCodes = new ArrayList<>(info.eventCodes());
    effective = info.effective().orElse(null);
    onset = info.onset().orElse(null);
    expires = info.expires().orElse(null);
    senderName = info.senderName().orElse(null);
    headline = info.headline().orElse(null);
    description = info.description().orElse(null);
    instruction = info.instruction().orElse(null);
    web = info.web().orElse(null);
    contact = info.contact().orElse(null);
    parameters = new ArrayList<>(info.parameters());
    resources = new ArrayList<>(info.resources());
    areas = new ArrayList<>(info.areas());
    extensions = new ArrayList<>(info.extensions());
  }

  /** Sets language: RFC 3066 code; absent means {@code en-US}. */
  public InfoBuilder language(String language) {
    this.language = language;
    return this;
  }

  /** Sets all categories: kinds of the event; at least one in a valid message. */
  public InfoBuilder categories(List<Category> categories) {
    this.categories = new ArrayList<>(categories);
    return this;
  }

  /** Adds one to the categories. */
  public InfoBuilder category(Category category) {
    this.categories.add(category);
    return this;
  }

  /** Sets event: the event in words, in the language of the info. */
  public InfoBuilder event(String event) {
    this.event = event;
    return this;
  }

  /** Sets all responseTypes: what to do. */
  public InfoBuilder responseTypes(List<ResponseType> responseTypes) {
    this.responseTypes = new ArrayList<>(responseTypes);
    return this;
  }

  /** Adds one to the responseTypes. */
  public InfoBuilder responseType(ResponseType responseType) {
    this.responseTypes.add(responseType);
    return this;
  }

  /** Sets urgency: how soon to act. */
  public InfoBuilder urgency(Urgency urgency) {
    this.urgency = urgency;
    return this;
  }

  /** Sets severity: how grave it is. */
  public InfoBuilder severity(Severity severity) {
    this.severity = severity;
    return this;
  }

  /** Sets certainty: how sure it is. */
  public InfoBuilder certainty(Certainty certainty) {
    this.certainty = certainty;
    return this;
  }

  /** Sets audience: whom it is meant for, in words. */
  public InfoBuilder audience(String audience) {
    this.audience = audience;
    return this;
  }

  /** Sets all eventCodes: the event in the codes of others. */
  public InfoBuilder eventCodes(List<NamedValue> eventCodes) {
    this.eventCodes = new ArrayList<>(eventCodes);
    return this;
  }

  /** Adds one to the eventCodes. */
  public InfoBuilder eventCode(NamedValue eventCode) {
    this.eventCodes.add(eventCode);
    return this;
  }

  /** Sets effective: when the information takes effect; absent means when it was sent. */
  public InfoBuilder effective(OffsetDateTime effective) {
    this.effective = effective;
    return this;
  }

  /** Sets onset: when the event is expected to begin. */
  public InfoBuilder onset(OffsetDateTime onset) {
    this.onset = onset;
    return this;
  }

  /** Sets expires: when the information ends; absent leaves it to each receiver. */
  public InfoBuilder expires(OffsetDateTime expires) {
    this.expires = expires;
    return this;
  }

  /** Sets senderName: who speaks, in words. */
  public InfoBuilder senderName(String senderName) {
    this.senderName = senderName;
    return this;
  }

  /** Sets headline: headline, at best within 160 characters. */
  public InfoBuilder headline(String headline) {
    this.headline = headline;
    return this;
  }

  /** Sets description: the event at length. */
  public InfoBuilder description(String description) {
    this.description = description;
    return this;
  }

  /** Sets instruction: what those addressed should do, at length. */
  public InfoBuilder instruction(String instruction) {
    this.instruction = instruction;
    return this;
  }

  /** Sets web: absolute URI of a page with more. */
  public InfoBuilder web(String web) {
    this.web = web;
    return this;
  }

  /** Sets contact: whom to ask. */
  public InfoBuilder contact(String contact) {
    this.contact = contact;
    return this;
  }

  /** Sets all parameters: values that a system adds. */
  public InfoBuilder parameters(List<NamedValue> parameters) {
    this.parameters = new ArrayList<>(parameters);
    return this;
  }

  /** Adds one to the parameters. */
  public InfoBuilder parameter(NamedValue parameter) {
    this.parameters.add(parameter);
    return this;
  }

  /** Sets all resources: files. */
  public InfoBuilder resources(List<Resource> resources) {
    this.resources = new ArrayList<>(resources);
    return this;
  }

  /** Adds one to the resources. */
  public InfoBuilder resource(Resource resource) {
    this.resources.add(resource);
    return this;
  }

  /** Sets all areas: where it applies. */
  public InfoBuilder areas(List<Area> areas) {
    this.areas = new ArrayList<>(areas);
    return this;
  }

  /** Adds one to the areas. */
  public InfoBuilder area(Area area) {
    this.areas.add(area);
    return this;
  }

  /** Sets all extensions: elements that CAP does not define. */
  public InfoBuilder extensions(List<Extension> extensions) {
    this.extensions = new ArrayList<>(extensions);
    return this;
  }

  /** Adds one to the extensions. */
  public InfoBuilder extension(Extension extension) {
    this.extensions.add(extension);
    return this;
  }

  /**
   * Makes the info.
   *
   * @throws CapException when a required value is missing or a rule of CAP 1.2 is broken
   */
  public Info build() {
    Required.check(
        "info", "event", event, "urgency", urgency, "severity", severity, "certainty", certainty);
    Info info =
        new Info(
            Optional.ofNullable(language),
            categories,
            Required.get(event, "event"),
            responseTypes,
            Required.get(urgency, "urgency"),
            Required.get(severity, "severity"),
            Required.get(certainty, "certainty"),
            Optional.ofNullable(audience),
            eventCodes,
            Optional.ofNullable(effective),
            Optional.ofNullable(onset),
            Optional.ofNullable(expires),
            Optional.ofNullable(senderName),
            Optional.ofNullable(headline),
            Optional.ofNullable(description),
            Optional.ofNullable(instruction),
            Optional.ofNullable(web),
            Optional.ofNullable(contact),
            parameters,
            resources,
            areas,
            extensions);
    ModelRules.refuse(problems -> ModelRules.info(info, Site.model("info"), problems));
    return info;
  }
}
