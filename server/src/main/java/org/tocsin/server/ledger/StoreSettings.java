// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.tocsin.record.KeyValue;
import org.tocsin.record.PostgresKeyValue;
import org.tocsin.record.RecordException;
import org.tocsin.record.S3KeyValue;
import org.tocsin.server.kernel.database.DataFolder;
import org.tocsin.server.kernel.http.Outbound;

/**
 * Settings {@code tocsin.record.store} and {@code tocsin.record.s3}: where the record is published.
 *
 * @param store {@code folder} (the default), {@code postgres} or {@code s3}
 * @param s3 the bucket; needed with {@code s3}
 */
@ConfigurationProperties("tocsin.record")
record StoreSettings(@DefaultValue("folder") String store, @Nullable Bucket s3) {

  static final String TABLE = "ledger.record_value";
  private static final Duration WITHIN = Duration.ofSeconds(20);

  /**
   * A bucket of S3, or of a store that speaks its protocol.
   *
   * @param endpoint {@code https://HOST} without a path; {@code http} for this machine only
   * @param region the region that requests are signed for
   * @param bucket its name
   * @param prefix put before every key; empty, or ending in a slash
   * @param accessKey the public part of the key
   * @param secretKey the secret part, for those who give it by the environment
   * @param secretKeyFile a file with the secret part, read at the start
   */
  record Bucket(
      @DefaultValue("") String endpoint,
      @DefaultValue("us-east-1") String region,
      @DefaultValue("") String bucket,
      @DefaultValue("") String prefix,
      @DefaultValue("") String accessKey,
      @DefaultValue("") String secretKey,
      @DefaultValue("") String secretKeyFile) {

    private S3KeyValue.Place place() {
      require("endpoint", endpoint);
      require("bucket", bucket);
      require("access-key", accessKey);
      if (secretKey.isBlank() == secretKeyFile.isBlank()) {
        throw new IllegalArgumentException(
            "tocsin.record.s3.secret-key-file or tocsin.record.s3.secret-key must be set, and not both");
      }
      try {
        return new S3KeyValue.Place(URI.create(endpoint), region, bucket, prefix);
      } catch (RecordException e) {
        throw new IllegalArgumentException("tocsin.record.s3: " + e.getMessage());
      }
    }

    private static void require(String name, String value) {
      if (value.isBlank()) {
        throw new IllegalArgumentException(
            "tocsin.record.s3.%s must be set with tocsin.record.store=s3".formatted(name));
      }
    }

    private S3KeyValue.Credentials credentials() {
      try {
        String secret =
            secretKeyFile.isBlank() ? secretKey : Files.readString(Path.of(secretKeyFile));
        return new S3KeyValue.Credentials(accessKey, secret.strip(), Optional.empty());
      } catch (IOException e) {
        throw new IllegalArgumentException(
            "tocsin.record.s3.secret-key-file: %s cannot be read".formatted(secretKeyFile));
      }
    }

    /** Without the secret. */
    @Override
    public String toString() {
      return "Bucket[" + endpoint + "/" + bucket + "/" + prefix + "]";
    }
  }

  /** Refuses a place that is none. */
  StoreSettings {
    switch (store) {
      case "folder", "postgres" -> {}
      case "s3" ->
          Optional.ofNullable(s3)
              .orElseThrow(() ->
                  new IllegalArgumentException(
                      "tocsin.record.store is s3, so tocsin.record.s3.endpoint, bucket, access-key and secret-key-file must be set"))
              .place();
      default ->
          throw new IllegalArgumentException(
              "tocsin.record.store is '%s'; it must be folder, postgres or s3".formatted(store));
    }
  }

  RecordPlace place(DataFolder data, DataSource database, Outbound outbound) {
    if (store.equals("postgres")) {
      return new RecordPlace.Values(new PostgresKeyValue(database, TABLE));
    }
    return s3 == null || !store.equals("s3")
        ? new RecordPlace.Folder(data.folder("record"))
        : new RecordPlace.Values(bucket(s3, outbound));
  }

  /** By the machine's own time: a store refuses requests that are dated otherwise. */
  private static KeyValue bucket(Bucket bucket, Outbound outbound) {
    S3KeyValue.Credentials credentials = bucket.credentials();
    return new S3KeyValue(
        bucket.place(),
        () -> credentials,
        (method, to, headers, body) -> {
          Outbound.Answer answer =
              outbound.send(
                  new Outbound.Call(method, to, headers, body, S3KeyValue.VALUE_MAX), WITHIN);
          return new S3KeyValue.Reply(answer.status(), answer.body());
        },
        Clock.systemUTC());
  }
}
