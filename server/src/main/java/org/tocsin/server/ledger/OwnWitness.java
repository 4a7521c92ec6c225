// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.tocsin.record.RecordException;
import org.tocsin.record.SignedCheckpoint;
import org.tocsin.record.Witness;
import org.tocsin.record.WitnessKey;
import org.tocsin.server.kernel.database.DataFolder;

/**
 * This server as a witness of other records (c2sp.org/tlog-witness), if {@code tocsin.witness.logs}
 * names any. Its keys, one of Ed25519 and one of ML-DSA-44, lie in {@code keys/witness.key}, made
 * at the first start that needs them.
 *
 * <p>What it cosigns leaves no entry in this server's own record: two desks that witness each other
 * would never come to rest. Metric: {@code tocsin.witness.requests} by status. Thread-safe.
 */
@Service
public class OwnWitness {

  private static final Logger log = LoggerFactory.getLogger(OwnWitness.class);
  private static final String TEXT = "text/plain; charset=utf-8";

  /** Requests judged at a time; whoever asks beyond that is told to come back. */
  private static final int AT_ONCE = 16;

  private static final long TOLD_EVERY_NANOS = 60_000_000_000L;

  /** The statuses that the protocol knows, so that each is counted from the start. */
  private static final List<Integer> STATUSES =
      List.of(200, 400, 403, 404, 409, 413, 422, 429, 503);

  private final Optional<Witness> witness;
  private final List<String> vkeys;
  private final WitnessMemory memory;
  private final MeterRegistry metrics;
  private final AtomicLong toldNanos = new AtomicLong(System.nanoTime() - TOLD_EVERY_NANOS);
  private final SenderLimit senders = new SenderLimit();
  private final Semaphore room = new Semaphore(AT_ONCE);

  /**
   * An origin that this server watches.
   *
   * @param origin the record's name
   * @param size the entries of the checkpoint that was cosigned last
   */
  public record Watched(String origin, long size) {}

  OwnWitness(
      OwnWitnessSettings settings,
      DataFolder data,
      KeyPlace own,
      WitnessMemory memory,
      Clock clock,
      MeterRegistry metrics,
      @Value("${tocsin.exercise:false}") boolean exercise) {
    this.memory = memory;
    this.metrics = metrics;
    STATUSES.forEach(this::counter);
    if (settings.logs().isEmpty()) {
      this.witness = Optional.empty();
      this.vkeys = List.of();
      return;
    }
    if (exercise) {
      throw WitnessProblem.NO_WITNESS.because(
          "an exercise has a clock of its own, and a witness states times");
    }
    if (settings.trusted().containsKey(own.current().name())) {
      throw WitnessProblem.NO_WITNESS.because(
          "tocsin.witness.logs names this server's own record, %s, of which it is no witness"
              .formatted(own.current().name()));
    }
    List<WitnessKey> keys =
        keys(data.folder("keys").resolve("witness.key"), settings, new SecureRandom());
    this.vkeys = keys.stream().map(key -> key.verifier().vkey()).toList();
    this.witness = Optional.of(new Witness(keys, settings.trusted(), memory, clock));
  }

  private static List<WitnessKey> keys(
      Path file, OwnWitnessSettings settings, SecureRandom random) {
    try {
      String text =
          new KeyFile(file, settings.keyPassphraseFile()).read(() -> made(settings, random));
      return text.lines().filter(line -> !line.isBlank()).map(WitnessKey::parse).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("The key of the witness cannot be read or made: " + file, e);
    } catch (IllegalArgumentException | RecordException e) {
      throw WitnessProblem.KEY_SEALED.because("%s: %s".formatted(file, e.getMessage()));
    }
  }

  private static String made(OwnWitnessSettings settings, SecureRandom random) {
    byte[] chance = new byte[6];
    random.nextBytes(chance);
    String name =
        settings.name().isBlank()
            ? "witness-" + HexFormat.of().formatHex(chance) + ".invalid"
            : settings.name();
    return Stream.of(WitnessKey.Algorithm.ED25519, WitnessKey.Algorithm.ML_DSA_44)
        .map(algorithm -> WitnessKey.generate(name, algorithm, random).privateText() + "\n")
        .collect(Collectors.joining());
  }

  /** Its public keys, to be given to those whose records it watches; none if it is no witness. */
  public List<String> vkeys() {
    return vkeys;
  }

  /** The records of which it has cosigned a checkpoint, by origin. */
  public List<Watched> watched() {
    return witness.isEmpty()
        ? List.of()
        : memory.all().entrySet().stream()
            .map(each ->
                new Watched(
                    each.getKey(), SignedCheckpoint.parse(each.getValue()).checkpoint().size()))
            .toList();
  }

  /** The largest request that is read. */
  public static int requestBytesMax() {
    return Witness.maxRequestBytes();
  }

  /**
   * Counts a request of this sender before it is read ({@link SenderLimit}).
   *
   * @param size its bytes
   * @return how long they must wait, which is answered by 429; empty when it may be judged
   */
  public Optional<Duration> tooMuch(String address, long size) {
    if (witness.isEmpty()) {
      return Optional.empty();
    }
    Optional<Duration> wait = senders.take(address, size, System.nanoTime());
    wait.ifPresent(_ -> counter(429).increment());
    return wait;
  }

  /**
   * Answers {@code add-checkpoint}; 404 when this server is no witness, 503 when too many ask at
   * once.
   */
  public Witness.Answer add(byte[] body) {
    Witness.Answer answer = judged(body);
    counter(answer.status()).increment();
    return answer;
  }

  private Witness.Answer judged(byte[] body) {
    if (witness.isEmpty()) {
      return new Witness.Answer(404, TEXT, "this server is no witness\n");
    }
    if (!room.tryAcquire()) {
      return new Witness.Answer(503, TEXT, "too many requests at once; try again\n");
    }
    try {
      Witness.Answer answer = witness.get().add(body);
      if (answer.status() == 422) {
        tell(answer);
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException("what the witness remembers cannot be read or kept", e);
    } finally {
      room.release();
    }
  }

  /**
   * The checkpoint was signed by the log's own key, or the answer were 403. It may be one half of a
   * fork; or anybody sent a published checkpoint with a wrong proof, hence once a minute.
   */
  private void tell(Witness.Answer answer) {
    long now = System.nanoTime();
    long before = toldNanos.get();
    if (now - before > TOLD_EVERY_NANOS && toldNanos.compareAndSet(before, now)) {
      log.warn(
          "a record that this server watches does not fit what was cosigned of it: {}",
          answer.text().strip());
    }
  }

  /**
   * Answers {@code GET HASH/checkpoint}: what was cosigned last of the origin with this SHA-256.
   */
  public Witness.Answer latest(String originHash) {
    try {
      return witness.isEmpty()
          ? new Witness.Answer(404, TEXT, "this server is no witness\n")
          : witness.get().latest(originHash);
    } catch (IOException e) {
      throw new UncheckedIOException("what the witness remembers cannot be read", e);
    }
  }

  private Counter counter(int status) {
    return Counter.builder("tocsin.witness.requests")
        .tag("status", String.valueOf(status))
        .description("checkpoints that other records asked this server to cosign, by answer")
        .register(metrics);
  }
}
