// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Divides a channel's parcels among its providers, by their {@link LiveWeight}. What one refuses or
 * cannot take is handed to the next in the same round; what it may have taken is not, as that would
 * tell somebody twice: it is tried again later, marked as a repeat. Thread-safe.
 */
public final class Switchboard {

  /** A provider as it stands now. */
  record Seat(Provider provider, LiveWeight weight, Check check) {}

  /**
   * What the last check of a provider came to.
   *
   * @param wrong what was wrong; null when nothing was, or when it was not checked yet
   */
  record Result(@Nullable String wrong, boolean isChecked) {}

  /** Where the result of the last check is kept. Thread-safe. */
  static final class Check {
    private volatile Result result = new Result(null, false);

    Result result() {
      return result;
    }

    void is(@Nullable String wrong) {
      result = new Result(wrong, true);
    }
  }

  /** Below this health a provider is ill. */
  private static final double ILL = 0.5;

  /** The weight of one of no weight when all others are ill. */
  private static final int RESERVE = 100;

  /** The most providers of one channel. */
  public static final int MOST = 10;

  private final String kind;
  private final List<Seat> seats;
  private final LongSupplier nanos;
  private final DoubleSupplier chance;

  /**
   * Seats the providers of a channel.
   *
   * @throws IllegalArgumentException when there is none, two have one name, or there are more than
   *     {@link #MOST}
   */
  public Switchboard(String kind, List<? extends Provider> providers) {
    this(kind, providers, System::nanoTime, () -> ThreadLocalRandom.current().nextDouble());
  }

  /**
   * The same under a given clock.
   *
   * @param nanos a monotonic clock
   * @param chance from 0 to below 1, evenly
   */
  Switchboard(
      String kind, List<? extends Provider> providers, LongSupplier nanos, DoubleSupplier chance) {
    this.kind = kind;
    this.nanos = nanos;
    this.chance = chance;
    this.seats =
        providers.stream()
            .map(each ->
                new Seat(each, new LiveWeight(each.weight(), nanos.getAsLong()), new Check()))
            .toList();
    Set<String> names =
        providers.stream().map(Provider::name).collect(Collectors.toUnmodifiableSet());
    if (names.isEmpty() || names.size() != providers.size() || names.size() > MOST) {
      throw new IllegalArgumentException(
          "the channel %s needs 1 to %d providers with a name each, not %s"
              .formatted(kind, MOST, providers.stream().map(Provider::name).toList()));
    }
  }

  /** The channel's word. */
  public String kind() {
    return kind;
  }

  /** What is missing before anybody can be told: nothing, when one provider can be used. */
  public Optional<String> missing() {
    return seats.stream().anyMatch(seat -> seat.provider().missing().isEmpty())
        ? Optional.empty()
        : seats.getFirst().provider().missing();
  }

  /** A line of a worker's own. Lines to providers are opened when they are needed first. */
  public Channel.Line open() {
    return new SwitchLine(this);
  }

  List<Seat> seats() {
    return seats;
  }

  long now() {
    return nanos.getAsLong();
  }

  /**
   * Draws a provider.
   *
   * @param tried a bit for each that has been tried
   * @return its seat, or -1 when no other can be used
   */
  int draw(int tried) {
    long now = now();
    double[] weights = new double[seats.size()];
    int last = -1;
    boolean areIll =
        seats.stream()
            .filter(seat -> seat.provider().weight() > 0 && seat.provider().missing().isEmpty())
            .allMatch(seat -> seat.weight().health(now) < ILL);
    for (int i = 0; i < weights.length; i++) {
      if ((tried >> i & 1) == 0 && seats.get(i).provider().missing().isEmpty()) {
        // Who is kept in reserve is not kept back when all others are ill.
        boolean isReserve = areIll && seats.get(i).provider().weight() == 0;
        weights[i] =
            isReserve
                ? RESERVE * seats.get(i).weight().health(now)
                : seats.get(i).weight().weight(now);
        last = last < 0 || weights[last] == 0 || weights[i] > 0 ? i : last;
      }
    }
    double at = chance.getAsDouble() * Arrays.stream(weights).sum();
    for (int i = 0; i < weights.length; i++) {
      at -= weights[i];
      if (weights[i] > 0 && at < 0) {
        return i;
      }
    }
    return last;
  }

  /** Takes note of how a round went at a provider. */
  void learn(int seat, int wrong, int all) {
    if (all > 0) {
      seats.get(seat).weight().learn(wrong / (double) all, now());
    }
  }
}
