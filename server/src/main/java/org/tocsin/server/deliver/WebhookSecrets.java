// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
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

  private static final String HMAC = "HmacSHA256";

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
    return keyed(key).doFinal(address.getBytes(StandardCharsets.UTF_8));
  }

  /** Standard Webhooks 1.0.0, symmetric: {@code v1,} and HMAC-SHA256 of {@code id.seconds.body}. */
  public static String sign(byte[] secret, String id, Instant at, byte[] body) {
    return signature(keyed(secret), id, at.getEpochSecond(), body);
  }

  /** Signs many messages, quicker than one by one. Used by one thread. */
  public Signer signer() {
    return new Signer(key);
  }

  /** See {@link WebhookSecrets#signer}. */
  public static final class Signer {
    private final Mac ofKey;
    private final Mac ofSecret;

    private Signer(byte[] key) {
      ofKey = keyed(key);
      ofSecret = keyed(key);
    }

    /**
     * The signature of a message for this address.
     *
     * @param seconds since 1970, as the message says them
     */
    public String sign(String address, String id, long seconds, byte[] body) {
      ofKey.update(address.getBytes(StandardCharsets.UTF_8));
      key(ofSecret, ofKey.doFinal());
      return signature(ofSecret, id, seconds, body);
    }
  }

  private static String signature(Mac mac, String id, long seconds, byte[] body) {
    mac.update((id + "." + seconds + ".").getBytes(StandardCharsets.UTF_8));
    mac.update(body);
    return "v1," + Base64.getEncoder().encodeToString(mac.doFinal());
  }

  private static Mac keyed(byte[] key) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      key(mac, key);
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is part of every Java platform", e);
    }
  }

  private static void key(Mac mac, byte[] key) {
    try {
      mac.init(new SecretKeySpec(key, HMAC));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 takes keys of any length", e);
    }
  }
}
