// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.tocsin.server.kernel.http.HostRestsException;
import org.tocsin.server.kernel.http.OutOfStepException;
import org.tocsin.server.kernel.http.Outbound;
import org.tocsin.server.kernel.http.OutboundRefusedException;
import org.tocsin.server.kernel.http.UnsentException;
import org.tocsin.server.kernel.tls.UntrustedPeerException;

/**
 * The line of a channel that speaks HTTP: a round of exchanges at once, on virtual threads. Their
 * number at one host and their time are bounded by {@link Outbound}. What breaks is told apart by
 * whether the other side may have got it.
 */
public final class Posts implements Channel.Line {

  /** How much of an answer is read: room for the page by which a proxy says no. */
  public static final int ANSWER_BYTES_MAX = 65_536;

  private static final Duration RETRY_AFTER_MOST = Duration.ofHours(1);

  /** So many threads begin at one host. */
  private static final int THREADS_FIRST = 8;

  private static final int MORE_AFTER_MILLIS = 50;

  private static final Outcome REFUSED =
      new Outcome.Failed("the address may not be reached from here");

  private final Exchange exchange;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /** What is done for one parcel. Called from many threads at once. */
  @FunctionalInterface
  public interface Exchange {
    /** Hands one parcel over and reads the answer. */
    Outcome with(Parcel parcel) throws IOException;
  }

  /** A line of such exchanges. */
  public Posts(Exchange exchange) {
    this.exchange = exchange;
  }

  @Override
  public List<Outcome> send(List<Parcel> parcels) {
    return new Posting(parcels).outcomes();
  }

  /**
   * A round under way. Each host has its own queue, so that none waits for another's, and threads
   * for it: few at first, as a quick host is served by few without any waiting in line, and twice
   * as many whenever a moment later somebody still waits.
   */
  private final class Posting {
    private final List<Parcel> parcels;
    private final List<Queued> hosts;
    private final AtomicReferenceArray<@Nullable Outcome> outcomes;
    private final CountDownLatch missing;
    private final AtomicReference<@Nullable Throwable> fault = new AtomicReference<>();

    Posting(List<Parcel> parcels) {
      this.parcels = parcels;
      Map<String, List<Integer>> byHost = new LinkedHashMap<>();
      for (int i = 0; i < parcels.size(); i++) {
        byHost.computeIfAbsent(authority(parcels.get(i).address()), _ -> new ArrayList<>()).add(i);
      }
      hosts = byHost.values().stream().map(Queued::new).toList();
      outcomes = new AtomicReferenceArray<>(parcels.size());
      missing = new CountDownLatch(parcels.size());
    }

    List<Outcome> outcomes() {
      try {
        int more = THREADS_FIRST;
        do {
          start(more);
          more = Math.min(parcels.size(), 2 * more);
        } while (!missing.await(MORE_AFTER_MILLIS, TimeUnit.MILLISECONDS));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      if (fault.get() != null) {
        throw new IllegalStateException("a message could not be made", fault.get());
      }
      List<Outcome> list = new ArrayList<>(parcels.size());
      for (int i = 0; i < parcels.size(); i++) {
        list.add(
            Objects.requireNonNullElseGet(
                outcomes.get(i), () -> Outcome.later("stopped in the middle", true)));
      }
      return list;
    }

    private void start(int more) {
      for (Queued host : hosts) {
        for (int t = Math.min(more, host.left()); t > 0; t--) {
          threads.execute(() -> work(host));
        }
      }
    }

    private void work(Queued host) {
      for (int i = host.next(); i >= 0; i = host.next()) {
        try {
          outcomes.set(i, outcome(parcels.get(i)));
        } catch (Exception | Error e) {
          fault.compareAndSet(null, e);
        } finally {
          missing.countDown();
        }
      }
    }
  }

  /** The parcels for one host, by their number in the round. */
  private static final class Queued {
    private final int[] numbers;
    private final AtomicInteger taken = new AtomicInteger();

    Queued(List<Integer> numbers) {
      this.numbers = numbers.stream().mapToInt(Integer::intValue).toArray();
    }

    int next() {
      int at = taken.getAndIncrement();
      return at < numbers.length ? numbers[at] : -1;
    }

    int left() {
      return Math.max(0, numbers.length - taken.get());
    }
  }

  /**
   * What stands between the slashes and the path; the same for all where there is no such thing.
   */
  private static String authority(String address) {
    int from = address.indexOf("//") + 2;
    int end = from < 2 ? -1 : address.indexOf('/', from);
    return from < 2 ? "" : end < 0 ? address : address.substring(0, end);
  }

  private Outcome outcome(Parcel parcel) throws Exception {
    try {
      return Outbound.whileWanted(parcel::mayGo, () -> exchange.with(parcel));
    } catch (IllegalArgumentException e) {
      return REFUSED;
    } catch (IOException e) {
      return outcome(e);
    }
  }

  /**
   * What it means that there was no answer. Reasons name classes, seldom messages: a message may
   * hold the address.
   */
  static Outcome outcome(IOException why) {
    return switch (why) {
      case UnsentException _ -> new Outcome.Untried();
      case OutboundRefusedException _ -> REFUSED;
      case HostRestsException _ ->
          Outcome.later("the host has not answered lately and is left alone for a moment", false);
      case UntrustedPeerException untrusted ->
          Outcome.later(String.valueOf(untrusted.getMessage()), false);
      case OutOfStepException loud -> Outcome.later(String.valueOf(loud.getMessage()), true);
      case ConnectException _, NoRouteToHostException _, UnknownHostException _ ->
          Outcome.later("nobody listens: " + why.getClass().getSimpleName(), false);
      default -> Outcome.later("no answer: " + why.getClass().getSimpleName(), true);
    };
  }

  @Override
  public void close() {
    threads.close();
  }

  /**
   * The headers that every message of ours bears: JSON, the parcel's id as {@code Tocsin-Id}, and
   * {@code Tocsin-Repeat: possible} where it may have come before. May be added to.
   */
  public static Map<String, String> headers(Parcel parcel) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("User-Agent", "Tocsin");
    headers.put("Tocsin-Id", parcel.id());
    if (parcel.repeat()) {
      headers.put("Tocsin-Repeat", "possible");
    }
    return headers;
  }

  /** The call by which a parcel is posted as JSON to its own address. */
  public static Outbound.Call post(Parcel parcel, byte[] body) {
    return new Outbound.Call(
        "POST", URI.create(parcel.address()), headers(parcel), body, ANSWER_BYTES_MAX);
  }

  /**
   * The headers by turns with their values, as errands want them, and with more.
   *
   * @param more names and values by turns
   */
  public static String[] fields(Parcel parcel, String... more) {
    int own = parcel.repeat() ? 8 : 6;
    String[] fields = new String[own + more.length];
    fields[0] = "Content-Type";
    fields[1] = "application/json";
    fields[2] = "User-Agent";
    fields[3] = "Tocsin";
    fields[4] = "Tocsin-Id";
    fields[5] = parcel.id();
    if (parcel.repeat()) {
      fields[6] = "Tocsin-Repeat";
      fields[7] = "possible";
    }
    System.arraycopy(more, 0, fields, own, more.length);
    return fields;
  }

  /**
   * Not now; a {@code Retry-After} up to an hour is heeded. Behind a server that failed while it
   * worked (500, 502, 504 …) somebody may have got it; one that is busy or full (503, 507) has not
   * taken it.
   *
   * @param reason why, without an address
   */
  public static Outcome deferred(String reason, Outbound.Answer answer) {
    int status = answer.status();
    boolean mayHaveArrived = status >= 500 && status != 503 && status != 507;
    return new Outcome.Deferred(reason, mayHaveArrived, retryAfter(answer));
  }

  /**
   * Whether a status says that the same request will never be taken: every 4xx but those that speak
   * of now (408, 425, 429).
   */
  public static boolean forGood(int status) {
    return status >= 400 && status < 500 && status != 408 && status != 425 && status != 429;
  }

  /** RFC 9110 §10.2.3: seconds, or a date, which is measured from the answer's own Date. */
  static Duration retryAfter(Outbound.Answer answer) {
    String asked = answer.header("retry-after").orElse("");
    Duration wait =
        asked.matches("[0-9]{1,6}")
            ? Duration.ofSeconds(Long.parseLong(asked))
            : date(asked)
                .flatMap(until ->
                    answer
                        .header("date")
                        .flatMap(Posts::date)
                        .map(now -> Duration.between(now, until)))
                .orElse(Duration.ZERO);
    if (wait.isNegative()) {
      return Duration.ZERO;
    }
    return wait.compareTo(RETRY_AFTER_MOST) > 0 ? RETRY_AFTER_MOST : wait;
  }

  private static Optional<ZonedDateTime> date(String text) {
    try {
      return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
