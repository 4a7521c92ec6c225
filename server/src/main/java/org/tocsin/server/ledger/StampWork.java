// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.tsp.TimeStampRequest;
import org.springframework.stereotype.Component;
import org.tocsin.record.RecordException;
import org.tocsin.record.SignedCheckpoint;
import org.tocsin.record.Stamp;
import org.tocsin.server.kernel.DueWork;
import org.tocsin.server.kernel.http.Outbound;

/**
 * Has the newest checkpoint stamped with the time, every so often while the record grows. A work of
 * its own: an authority that is slow or gone delays no checkpoint and no warning, and is asked
 * again a minute later. Several nodes may ask at once; the first stamp of a size is kept.
 *
 * <p>Metric {@code tocsin.record.stamp.age}: seconds since the newest stamp was asked for; 0 where
 * there is no authority.
 */
@Component
class StampWork implements DueWork {

  private static final Duration AGAIN = Duration.ofMinutes(1);
  private static final int NONCE_BITS = 64;
  private static final int ANSWER_MOST = 64 << 10;

  private final StampSettings settings;
  private final StampStore store;
  private final RecordPublisher publisher;
  private final Outbound outbound;
  private final SecureRandom random = new SecureRandom();
  private Instant notBefore = Instant.MIN;
  private volatile double ageSeconds;

  StampWork(
      StampSettings settings,
      StampStore store,
      RecordPublisher publisher,
      Outbound outbound,
      MeterRegistry metrics) {
    this.settings = settings;
    this.store = store;
    this.publisher = publisher;
    this.outbound = outbound;
    Gauge.builder("tocsin.record.stamp.age", this, work -> work.ageSeconds)
        .baseUnit("seconds")
        .description("since the newest time stamp of the record was asked for")
        .strongReference(true)
        .register(metrics);
  }

  @Override
  public String name() {
    return "ledger.stamp";
  }

  @Override
  public synchronized int runDue(Instant now) {
    URI url = settings.url();
    if (url == null) {
      return 0;
    }
    SignedCheckpoint newest = publisher.reader().checkpoint();
    Optional<StampStore.Stamped> last = store.newest(Long.MAX_VALUE);
    last.ifPresent(stamped -> publisher.keepStamped(stamped.checkpoint()));
    ageSeconds =
        last.map(stamped -> (double) Duration.between(stamped.askedAt(), now).toSeconds())
            .orElse(ageSeconds);
    boolean isNew =
        last.map(stamped ->
                stamped.checkpoint().checkpoint().size() < newest.checkpoint().size()
                    && !now.isBefore(stamped.askedAt().plus(settings.every())))
            .orElse(newest.checkpoint().size() > 0);
    if (!isNew || now.isBefore(notBefore)) {
      return 0;
    }
    notBefore = now.plus(AGAIN);
    StampStore.Stamped stamped = ask(url, newest, now);
    store.keep(stamped);
    ageSeconds = 0;
    publisher.keepStamped(stamped.checkpoint());
    return 1;
  }

  private StampStore.Stamped ask(URI url, SignedCheckpoint checkpoint, Instant now) {
    byte[] bytes = Stamp.stamped(checkpoint);
    BigInteger nonce = new BigInteger(NONCE_BITS, random);
    TimeStampRequest request = TimeStamps.request(bytes, nonce);
    try {
      TimeStamps trusted = TimeStamps.trusting(Path.of(settings.trust()));
      Outbound.Answer answer =
          outbound.send(
              new Outbound.Call(
                  "POST",
                  url,
                  Map.of("Content-Type", "application/timestamp-query"),
                  request.getEncoded(),
                  ANSWER_MOST));
      if (answer.status() != 200) {
        throw new IOException("the authority for time answers status " + answer.status());
      }
      byte[] token = trusted.token(request, answer.body(), bytes);
      String authority = url.getHost();
      return new StampStore.Stamped(
          trusted.verify(token, bytes).at(),
          now.truncatedTo(ChronoUnit.MICROS),
          authority,
          Stamp.add(checkpoint, authority, token));
    } catch (IOException e) {
      throw new UncheckedIOException("The record could not be stamped with the time", e);
    } catch (RecordException e) {
      throw new IllegalStateException(
          "A time stamp was refused: " + e.getMessage() + ". Look at tocsin.record.tsa.*", e);
    }
  }
}
