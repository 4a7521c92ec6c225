// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import static java.util.Objects.requireNonNull;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * A CAP message (CAP 1.2 §3.2.1). CAP 1.0 and 1.1 are read into the same model, and {@code version}
 * remembers which one it was. Immutable; times are kept in whole seconds, as CAP has no finer ones.
 *
 * @param version the version it was read as; {@link CapVersion#V1_2} when built
 * @param identifier name of the message, unique for its sender
 * @param sender globally unique name of the originator
 * @param sent when it was sent
 * @param status how to handle it
 * @param msgType what it does to earlier messages
 * @param source person or device that caused it
 * @param scope whom it is for
 * @param restriction the rule of a restricted message
 * @param addresses receivers of a private message
 * @param codes special handling and profile marks
 * @param note purpose or significance, mainly for Cancel and Error
 * @param references earlier messages it acts on
 * @param incidents names of incidents
 * @param infos what is said, one info a language
 * @param extensions elements that CAP does not define, signatures among them
 */
public record Alert(
    CapVersion version,
    String identifier,
    String sender,
    OffsetDateTime sent,
    Status status,
    MsgType msgType,
    Optional<String> source,
    Scope scope,
    Optional<String> restriction,
    List<String> addresses,
    List<String> codes,
    Optional<String> note,
    List<Reference> references,
    List<String> incidents,
    List<Info> infos,
    List<Extension> extensions) {
  public Alert {
    requireNonNull(version, "version");
    identifier = Texts.trimmed(identifier);
    sender = Texts.trimmed(sender);
    sent = CapTime.wholeSeconds(sent);
    requireNonNull(status, "status");
    requireNonNull(msgType, "msgType");
    source = Texts.present(source);
    requireNonNull(scope, "scope");
    restriction = Texts.present(restriction);
    addresses = Texts.present(addresses);
    codes = Texts.present(codes);
    note = Texts.present(note);
    references = List.copyOf(references);
    incidents = Texts.present(incidents);
    infos = List.copyOf(infos);
    extensions = List.copyOf(extensions);
  }

  /** Starts an empty builder. */
  public static AlertBuilder builder() {
    return new AlertBuilder();
  }

  /** Starts a builder that holds the values of this alert. */
  public AlertBuilder toBuilder() {
    return new AlertBuilder(this);
  }

  /** The triple that identifies this message, for use in the references of a later one. */
  public Reference reference() {
    return new Reference(sender, identifier, sent);
  }

  /** Whether the message carries an XML signature; whether it verifies is not known here. */
  public boolean isSigned() {
    return extensions.stream().anyMatch(Extension::isSignature);
  }
}
