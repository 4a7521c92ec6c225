// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Builds an {@link Alert} and refuses an invalid one: {@link #build()} throws a {@link
 * CapException} that names every broken rule. Not safe for several threads.
 */
public final class AlertBuilder {
  private @Nullable CapVersion version = CapVersion.V1_2;
  private @Nullable String identifier;
  private @Nullable String sender;
  private @Nullable OffsetDateTime sent;
  private @Nullable Status status;
  private @Nullable MsgType msgType;
  private @Nullable String source;
  private @Nullable Scope scope;
  private @Nullable String restriction;
  private List<String> addresses = new ArrayList<>();
  private List<String> codes = new ArrayList<>();
  private @Nullable String note;
  private List<Reference> references = new ArrayList<>();
  private List<String> incidents = new ArrayList<>();
  private List<Info> infos = new ArrayList<>();
  private List<Extension> extensions = new ArrayList<>();

  AlertBuilder() {}

  AlertBuilder(Alert alert) {
    version = alert.version();
    identifier = alert.identifier();
    sender = alert.sender();
    sent = alert.sent();
    status = alert.status();
    msgType = alert.msgType();
    source = alert.source().orElse(null);
    scope = alert.scope();
    restriction = alert.restriction().orElse(null);
    addresses = new ArrayList<>(alert.addresses());
    codes = new ArrayList<>(alert.codes());
    note = alert.note().orElse(null);
    references = new ArrayList<>(alert.references());
    incidents = new ArrayList<>(alert.incidents());
    infos = new ArrayList<>(alert.infos());
    extensions = new ArrayList<>(alert.extensions());
  }

  /** Sets version: the version it was read as; {@link CapVersion#V1_2} when built. */
  public AlertBuilder version(CapVersion version) {
    this.version = version;
    return this;
  }

  /** Sets identifier: name of the message, unique for its sender. */
  public AlertBuilder identifier(String identifier) {
    this.identifier = identifier;
    return this;
  }

  /** Sets sender: globally unique name of the originator. */
  public AlertBuilder sender(String sender) {
    this.sender = sender;
    return this;
  }

  /** Sets sent: when it was sent. */
  public AlertBuilder sent(OffsetDateTime sent) {
    this.sent = sent;
    return this;
  }

  /** Sets status: how to handle it. */
  public AlertBuilder status(Status status) {
    this.status = status;
    return this;
  }

  /** Sets msgType: what it does to earlier messages. */
  public AlertBuilder msgType(MsgType msgType) {
    this.msgType = msgType;
    return this;
  }

  /** Sets source: person or device that caused it. */
  public AlertBuilder source(String source) {
    this.source = source;
    return this;
  }

  /** Sets scope: whom it is for. */
  public AlertBuilder scope(Scope scope) {
    this.scope = scope;
    return this;
  }

  /** Sets restriction: the rule of a restricted message. */
  public AlertBuilder restriction(String restriction) {
    this.restriction = restriction;
    return this;
  }

  /** Sets all addresses: receivers of a private message. */
  public AlertBuilder addresses(List<String> addresses) {
    this.addresses = new ArrayList<>(addresses);
    return this;
  }

  /** Adds one to the addresses. */
  public AlertBuilder address(String address) {
    this.addresses.add(address);
    return this;
  }

  /** Sets all codes: special handling and profile marks. */
  public AlertBuilder codes(List<String> codes) {
    this.codes = new ArrayList<>(codes);
    return this;
  }

  /** Adds one to the codes. */
  public AlertBuilder code(String code) {
    this.codes.add(code);
    return this;
  }

  /** Sets note: purpose or significance, mainly for Cancel and Error. */
  public AlertBuilder note(String note) {
    this.note = note;
    return this;
  }

  /** Sets all references: earlier messages it acts on. */
  public AlertBuilder references(List<Reference> references) {
    this.references = new ArrayList<>(references);
    return this;
  }

  /** Adds one to the references. */
  public AlertBuilder reference(Reference reference) {
    this.references.add(reference);
    return this;
  }

  /** Sets all incidents: names of incidents. */
  public AlertBuilder incidents(List<String> incidents) {
    this.incidents = new ArrayList<>(incidents);
    return this;
  }

  /** Adds one to the incidents. */
  public AlertBuilder incident(String incident) {
    this.incidents.add(incident);
    return this;
  }

  /** Sets all infos: what is said, one info a language. */
  public AlertBuilder infos(List<Info> infos) {
    this.infos = new ArrayList<>(infos);
    return this;
  }

  /** Adds one to the infos. */
  public AlertBuilder info(Info info) {
    this.infos.add(info);
    return this;
  }

  /** Sets all extensions: elements that CAP does not define, signatures among them. */
  public AlertBuilder extensions(List<Extension> extensions) {
    this.extensions = new ArrayList<>(extensions);
    return this;
  }

  /** Adds one to the extensions. */
  public AlertBuilder extension(Extension extension) {
    this.extensions.add(extension);
    return this;
  }

  /**
   * Makes the alert.
   *
   * @throws CapException when a required value is missing or a rule of CAP 1.2 is broken
   */
  public Alert build() {
    Required.check(
        "alert",
        "version",
        version,
        "identifier",
        identifier,
        "sender",
        sender,
        "sent",
        sent,
        "status",
        status,
        "msgType",
        msgType,
        "scope",
        scope);
    Alert alert =
        new Alert(
            Required.get(version, "version"),
            Required.get(identifier, "identifier"),
            Required.get(sender, "sender"),
            Required.get(sent, "sent"),
            Required.get(status, "status"),
            Required.get(msgType, "msgType"),
            Optional.ofNullable(source),
            Required.get(scope, "scope"),
            Optional.ofNullable(restriction),
            addresses,
            codes,
            Optional.ofNullable(note),
            references,
            incidents,
            infos,
            extensions);
    ModelRules.refuse(problems -> ModelRules.alert(alert, Site.model("alert"), problems));
    return alert;
  }
}
