// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** AWS Signature Version 4 in the {@code Authorization} header, for requests without a query. */
final class SigV4 {

  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final String SERVICE = "s3";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneOffset.UTC);

  private SigV4() {}

  /** The form of {@code x-amz-date}. */
  static String time(Instant at) {
    return TIME.format(at);
  }

  /**
   * The header's value.
   *
   * @param path as in the request line, encoded
   * @param headers all that are signed, by their names in lower case: at least {@code host}, {@code
   *     x-amz-date} and {@code x-amz-content-sha256}
   */
  static String authorization(
      String method,
      String path,
      SortedMap<String, String> headers,
      S3KeyValue.Credentials credentials,
      String region,
      Instant at) {
    String names = String.join(";", headers.keySet());
    StringBuilder request = new StringBuilder(method).append('\n').append(path).append("\n\n");
    for (Map.Entry<String, String> header : headers.entrySet()) {
      request.append(header.getKey()).append(':').append(header.getValue().strip()).append('\n');
    }
    request.append('\n').append(names).append('\n').append(headers.get("x-amz-content-sha256"));
    String scope = DAY.format(at) + "/" + region + "/" + SERVICE + "/aws4_request";
    String toSign =
        String.join(
            "\n", ALGORITHM, time(at), scope, Hash.sha256(Words.bytes(request.toString())).hex());
    byte[] key = hmac(Words.bytes("AWS4" + credentials.secretKey()), DAY.format(at));
    for (String part : new String[] {region, SERVICE, "aws4_request"}) {
      key = hmac(key, part);
    }
    String signature = HexFormat.of().formatHex(hmac(key, toSign));
    return "%s Credential=%s/%s, SignedHeaders=%s, Signature=%s"
        .formatted(ALGORITHM, credentials.accessKey(), scope, names, signature);
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(Words.bytes(text));
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java platform has HmacSHA256", e);
    }
  }
}
