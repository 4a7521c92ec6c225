// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.tocsin.server.kernel.secret.KeyFolder;

/**
 * The secret that this server shares with each endpoint: HMAC-SHA256 of the endpoint's address
 * under {@code keys/webhook.key}. Nothing is stored, and one endpoint's secret tells nothing of
 * another's. Thread-safe.
 */
@Component
public final class WebhookSecrets {

  /** Finding one costs more than using it; there are never more than were in use at a time. */
  private static final Queue<Mac> FREE = new ConcurrentLinkedQueue<>();

  private final byte[] key;

  @Autowired
  WebhookSecrets(KeyFolder keys) {
    this(keys.key("webhook"));
  }

  WebhookSecrets(byte[] key) {
    this.key = key.clone();
  }

  /** The secret for this address as its owner gets it: {@code whsec_} and base64. */
  public String text(String address) {
    return "whsec_" + Base64.getEncoder().encodeToString(of(address));
  }

  /** The same as bytes. */
  public byte[] of(String address) {
    return hmac(key, address.getBytes(StandardCharsets.UTF_8));
  }

  /** Standard Webhooks 1.0.0, symmetric: {@code v1,} and HMAC-SHA256 of {@code id.seconds.body}. */
  public static String sign(byte[] secret, String id, Instant at, byte[] body) {
    byte[] head = (id + "." + at.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8);
    return "v1," + Base64.getEncoder().encodeToString(hmac(secret, head, body));
  }

  private static byte[] hmac(byte[] key, byte[]... parts) {
    try {
      Mac mac = FREE.poll();
      if (mac == null) {
        mac = Mac.getInstance("HmacSHA256");
      }
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      for (byte[] part : parts) {
        mac.update(part);
      }
      byte[] result = mac.doFinal();
      FREE.add(mac);
      return result;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is part of every Java platform", e);
    }
  }
}
