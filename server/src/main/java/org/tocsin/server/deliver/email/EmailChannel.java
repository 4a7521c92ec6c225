// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.email;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.tocsin.server.deliver.Channel;
import org.tocsin.server.deliver.Provider;
import org.tocsin.server.deliver.ReturnTokens;
import org.tocsin.server.deliver.Switchboard;
import org.tocsin.server.kernel.tls.Trust;

/** Warnings by e-mail. Thread-safe. */
@Component
final class EmailChannel implements Channel {

  static final String KIND = "email";

  private static final String NOT_IN_ADDRESSES = "<>(),;:\\\"";
  private static final int MOST_BEFORE_AT = 64;
  private static final int MOST_AFTER_AT = 255;

  private final int workers;
  private final Switchboard board;

  @Autowired
  EmailChannel(
      MailSettings settings,
      MailServers servers,
      ReturnSettings returns,
      DkimSettings dkim,
      SmimeSettings smime,
      ReturnTokens tokens,
      Unsubscribing unsubscribing,
      Trust trust) {
    this(
        settings,
        servers,
        trust.orOnly(settings.trustedCertificates(), MailSettings.TRUSTED),
        new MailParts(
            returns,
            tokens,
            unsubscribing,
            Dkim.of(dkim, settings.domain()).orElse(null),
            // The machine's time: the reader's mail program goes by its own.
            Smime.of(smime, settings.sender().getAddress(), Clock.systemUTC()).orElse(null)));
  }

  EmailChannel(MailSettings settings, MailServers servers, Trust trust, MailParts parts) {
    this.workers = settings.workers();
    this.board = board(settings, servers, trust, parts);
  }

  /** The mail servers that are set, by which mails of these parts go. */
  static Switchboard board(
      MailSettings settings, MailServers servers, Trust trust, MailParts parts) {
    List<Provider> providers = new ArrayList<>();
    if (!settings.host().isEmpty() || servers.providers().isEmpty()) {
      providers.add(new SmtpProvider(Provider.MAIN, servers.weight(), settings, parts, trust));
    }
    new TreeMap<>(servers.providers())
        .forEach((name, each) ->
            providers.add(
                new SmtpProvider(name, each.weight(), each.instead(settings), parts, trust)));
    return new Switchboard(KIND, providers);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Optional<String> fault(String address) {
    return isAddress(address) ? Optional.empty() : Optional.of("is no e-mail address");
  }

  /**
   * Enough to keep out what breaks an envelope; whether the mailbox exists only its server knows.
   */
  static boolean isAddress(String text) {
    int at = text.indexOf('@');
    if (at < 1 || at > MOST_BEFORE_AT || text.length() - at - 1 > MOST_AFTER_AT) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean bracket = i < at && (c == '[' || c == ']');
      if (c <= ' ' || c == 0x7F || bracket || (c == '@' && i != at)) {
        return false;
      }
      if (NOT_IN_ADDRESSES.indexOf(c) >= 0) {
        return false;
      }
    }
    return at < text.length() - 1;
  }

  @Override
  public Optional<String> missing() {
    return board.missing();
  }

  @Override
  public int workers() {
    return workers;
  }

  @Override
  public Optional<Switchboard> switchboard() {
    return Optional.of(board);
  }

  @Override
  public Line open() {
    return board.open();
  }
}
