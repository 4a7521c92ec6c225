// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.push;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tocsin.cap.Severity;
import org.tocsin.cap.Urgency;
import org.tocsin.server.deliver.ApprovedWarning;
import org.tocsin.server.deliver.Parcel;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a device is sent: the token by which it fetches the words, and marks. No word of the warning
 * is in it, although it is encrypted: what was never sent can be kept by nobody.
 */
final class PushMessage {

  /** All messages have this length, encrypted; a longer one the next multiple of it. */
  static final int PADDED_BYTES = 512;

  /** Push services keep messages four weeks at most and shorten or refuse more. */
  static final Duration KEPT_MOST = Duration.ofDays(28);

  /** RFC 8030 §5.2 lets a service drop at once what lives no longer; a phone may be in a tunnel. */
  static final Duration KEPT_LEAST = Duration.ofMinutes(1);

  private PushMessage() {}

  /**
   * The message before encryption: {@code token}, the parcel's {@code id}, {@code tag} (a later
   * notification of the same tag replaces an earlier one), {@code lang}, {@code exercise}, {@code
   * repeat}.
   */
  static byte[] of(JsonMapper json, Parcel parcel, String topic) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("token", token(parcel));
    message.put("id", parcel.id());
    message.put("tag", topic);
    message.put("lang", parcel.letter().text().language());
    message.put("exercise", parcel.letter().warning().exercise());
    message.put("repeat", parcel.repeat());
    return json.writeValueAsBytes(message);
  }

  /** The last part of the answer link. */
  static String token(Parcel parcel) {
    String path = parcel.answerUri().getRawPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  static int paddedTo(int bytes) {
    return Math.ceilDiv(bytes, PADDED_BYTES) * PADDED_BYTES;
  }

  /**
   * RFC 8030 §5.3. A phone that saves its battery is woken for {@code high} only, so everything is
   * high that is grave, that is now, or of which nobody said how grave or how soon it is.
   */
  static String urgency(ApprovedWarning warning) {
    if (warning.msgType().equals("Cancel") || warning.urgency() == Urgency.PAST) {
      return "normal";
    }
    boolean mild = warning.severity() == Severity.MODERATE || warning.severity() == Severity.MINOR;
    boolean later = warning.urgency() == Urgency.EXPECTED || warning.urgency() == Urgency.FUTURE;
    return mild && later ? "normal" : "high";
  }

  /** How long the push service keeps it for a device that is off: until the danger is over. */
  static long secondsKept(Parcel parcel) {
    Duration left = Duration.between(parcel.at(), parcel.letter().warning().window().until());
    Duration least = left.compareTo(KEPT_LEAST) < 0 ? KEPT_LEAST : left;
    return (least.compareTo(KEPT_MOST) > 0 ? KEPT_MOST : least).toSeconds();
  }
}
