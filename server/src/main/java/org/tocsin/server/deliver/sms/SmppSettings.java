// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.sms;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A provider that is spoken to by SMPP 3.4.
 *
 * @param host its name; empty when it is not set
 * @param port default 2775
 * @param tls whether the connection is encrypted and the host's certificate checked, default no
 * @param systemId who we are there
 * @param password its password, at most 8 letters (SMPP 3.4 §5.2.2)
 * @param window messages without an answer at a time, default 64
 * @param perSecond messages (parts) a second on this node, 0 (the default) for as many as go
 * @param timeout how long the provider may take for one answer, default 10 s
 * @param marks whether the idempotency id and the mark of a repeat go along as vendor's parameters
 *     0x1400 and 0x1401, default yes
 */
record SmppSettings(
    @DefaultValue("") String host,
    @DefaultValue("2775") int port,
    @DefaultValue("false") boolean tls,
    @DefaultValue("") String systemId,
    @DefaultValue("") String password,
    @DefaultValue("64") int window,
    @DefaultValue("0") int perSecond,
    @DefaultValue("10s") Duration timeout,
    @DefaultValue("true") boolean marks) {

  SmppSettings {
    SmsSettings.range("port", port, 1, 65_535);
    SmsSettings.range("window", window, 1, 1_000);
    SmsSettings.range("per-second", perSecond, 0, 100_000);
    if (timeout.toMillis() < 100 || timeout.toSeconds() > 10) {
      throw new IllegalArgumentException(
          "tocsin.sms.timeout is %s; it must be 100ms to 10s".formatted(timeout));
    }
    if (systemId.length() > 15 || password.length() > 8) {
      throw new IllegalArgumentException(
          "tocsin.sms.system-id has %d and password %d letters; SMPP allows 15 and 8"
              .formatted(systemId.length(), password.length()));
    }
  }

  @Override
  public String toString() {
    return "SmppSettings[host=%s, port=%d]".formatted(host, port);
  }
}
