// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.tocsin.server.kernel.Marking;

/**
 * Settings {@code tocsin.read.adviser.*}: a language model that is asked what the reader may have
 * missed. Nobody is asked unless {@code url} is set.
 *
 * @param url where an endpoint that speaks the OpenAI chat completions listens, without {@code
 *     /chat/completions}: {@code https://models.example.org/v1}
 * @param model the model's name there
 * @param keyFile a file with the key that is sent as a bearer token; none: no key is sent
 * @param upTo the narrowest marking of reports that are sent there, default TLP:CLEAR: only what
 *     anybody may see leaves the house. For a model in the house TLP:RED lets everything through
 * @param timeout how long one answer may take, default 60 s, 1 s to 10 min
 */
@ConfigurationProperties("tocsin.read.adviser")
record AdviserSettings(
    @Nullable URI url,
    @DefaultValue("") String model,
    @Nullable Path keyFile,
    @DefaultValue("TLP:CLEAR") String upTo,
    @DefaultValue("60s") Duration timeout) {

  AdviserSettings {
    if (url != null
        && !(String.valueOf(url.getScheme()).matches("https?")
            && url.getHost() != null
            && url.getUserInfo() == null)) {
      throw new IllegalArgumentException(
          "tocsin.read.adviser.url is '%s'; it must be like https://models.example.org/v1"
              .formatted(url));
    }
    if (url != null && model.isBlank()) {
      throw new IllegalArgumentException(
          "tocsin.read.adviser.url is set, so tocsin.read.adviser.model must name the model");
    }
    if (timeout.compareTo(Duration.ofSeconds(1)) < 0
        || timeout.compareTo(Duration.ofMinutes(10)) > 0) {
      throw new IllegalArgumentException(
          "tocsin.read.adviser.timeout is %s; it must be 1s to 10m".formatted(timeout));
    }
    Marking.parse(upTo);
  }

  /** Whether a report with this marking may be sent there. */
  boolean allows(Marking marking) {
    return marking.allows(Marking.parse(upTo));
  }

  /** Where questions go. */
  static URI questions(URI url) {
    String base = url.toString();
    return URI.create(
        (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + "/chat/completions");
  }
}
