// SPDX-License-Identifier: Apache-2.0
package org.tocsin.sim;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;

/**
 * The people behind the channels. A message that comes in is read, an answer is decided by the
 * {@link AnswerPolicy} and waits until the clock of the case reaches its time; then it is posted as
 * the answer page would: {@code POST /a/{token}}, a form with {@code answer} and perhaps {@code
 * note}.
 *
 * <p>Answers go to the base address given here, whatever host a message names: a message is never a
 * reason to call somebody else. Thread-safe; at most {@link #MAX_WAITING} answers wait.
 */
public final class Answerers implements AutoCloseable {
  /** How many answers may wait. */
  public static final int MAX_WAITING = 2_000_000;

  private static final int TRIES = 3;
  private static final int MAX_KEYS = 2_000_000;

  private final AnswerPolicy policy;
  private final URI base;
  private final Semaphore room;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client;
  private final Seen messages = new Seen(MAX_KEYS);
  private final LongAdder silent = new LongAdder();
  private final LongAdder withoutLink = new LongAdder();
  private final PriorityQueue<PlannedAnswer> waiting =
      new PriorityQueue<>(
          Comparator.comparing(PlannedAnswer::due).thenComparing(PlannedAnswer::watcherId));

  /**
   * An answer that waits for its time.
   *
   * @param watcherId whose
   * @param token of the answer page
   * @param answer what they say
   * @param note in their words; may be empty
   * @param due when, in the time of the case
   */
  public record PlannedAnswer(
      String watcherId, String token, Answer answer, String note, Instant due) {}

  /**
   * An answer that was not taken.
   *
   * @param answer which
   * @param reason the status or what went wrong
   */
  public record Refusal(PlannedAnswer answer, String reason) {}

  /**
   * What came of posting.
   *
   * @param taken answers that the server took, by what they say
   * @param refusals the first 100 that it did not take
   * @param refused how many it did not take
   * @param took how long posting took in real time
   */
  public record Outcome(
      Map<Answer, Integer> taken, List<Refusal> refusals, int refused, Duration took) {
    /** Copies. */
    public Outcome {
      taken = Map.copyOf(taken);
      refusals = List.copyOf(refusals);
    }

    /** How many the server took. */
    public int posted() {
      return taken.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  /**
   * @param base of the answer pages, such as {@code http://127.0.0.1:8080}
   * @param atOnce how many answers are on their way at once, 1 to 1,000
   */
  public Answerers(AnswerPolicy policy, URI base, int atOnce) {
    if (atOnce < 1 || atOnce > 1_000) {
      throw new IllegalArgumentException("atOnce is " + atOnce + "; give 1 to 1000");
    }
    this.policy = policy;
    this.base = base;
    this.room = new Semaphore(atOnce);
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(10))
            .executor(threads)
            .build();
  }

  /** Reads a mail; a repeat is not read twice. */
  public void received(ReceivedMail mail) {
    if (!mail.repeat()) {
      read(mail.watcherId(), mail.text(), mail.receivedAt());
    }
  }

  /** Reads a webhook; a repeat is not read twice. */
  public void received(ReceivedHook hook) {
    if (!hook.repeat()) {
      read(hook.watcherId(), hook.body(), hook.receivedAt());
    }
  }

  /** How many messages left their watcher silent so far. */
  public long silent() {
    return silent.sum();
  }

  /** How many messages held no link to answer by so far. */
  public long withoutLink() {
    return withoutLink.sum();
  }

  /** How many answers wait. */
  public int waiting() {
    synchronized (waiting) {
      return waiting.size();
    }
  }

  /** When the next answer falls due. */
  public Optional<Instant> findNextDue() {
    synchronized (waiting) {
      return Optional.ofNullable(waiting.peek()).map(PlannedAnswer::due);
    }
  }

  /**
   * Posts every answer that falls due up to an instant of the case, and waits until the server has
   * taken or refused each.
   *
   * @throws InterruptedException when the thread is interrupted; answers on their way may arrive
   */
  public Outcome answerUntil(Instant caseTime) throws InterruptedException {
    List<PlannedAnswer> due = takeDue(caseTime);
    long start = System.nanoTime();
    ConcurrentLinkedQueue<Refusal> refusals = new ConcurrentLinkedQueue<>();
    ConcurrentLinkedQueue<Answer> taken = new ConcurrentLinkedQueue<>();
    List<Thread> posting = new ArrayList<>(due.size());
    for (PlannedAnswer answer : due) {
      room.acquire();
      posting.add(
          Thread.startVirtualThread(() -> {
            try {
              post(answer)
                  .ifPresentOrElse(
                      reason -> refusals.add(new Refusal(answer, reason)),
                      () -> taken.add(answer.answer()));
            } finally {
              room.release();
            }
          }));
    }
    for (Thread thread : posting) {
      thread.join();
    }
    Map<Answer, Integer> counts = new EnumMap<>(Answer.class);
    taken.forEach(answer -> counts.merge(answer, 1, Integer::sum));
    return new Outcome(
        counts,
        refusals.stream().limit(100).toList(),
        refusals.size(),
        Duration.ofNanos(System.nanoTime() - start));
  }

  /** Lets go of the connections. */
  @Override
  public void close() {
    client.shutdownNow();
    threads.shutdownNow();
  }

  private void read(String watcherId, String body, Instant receivedAt) {
    Optional<String> token = AnswerLink.findToken(body);
    if (token.isEmpty()) {
      withoutLink.increment();
      return;
    }
    Optional<AnswerPolicy.Decision> decision = policy.decide(watcherId, messages.count(watcherId));
    if (decision.isEmpty()) {
      silent.increment();
      return;
    }
    AnswerPolicy.Decision decided = decision.get();
    PlannedAnswer planned =
        new PlannedAnswer(
            watcherId,
            token.get(),
            decided.answer(),
            decided.note(),
            receivedAt.plus(decided.after()));
    synchronized (waiting) {
      if (waiting.size() >= MAX_WAITING) {
        throw new IllegalStateException(
            MAX_WAITING + " answers wait, which is the limit; call answerUntil more often");
      }
      waiting.add(planned);
    }
  }

  private List<PlannedAnswer> takeDue(Instant caseTime) {
    List<PlannedAnswer> due = new ArrayList<>();
    synchronized (waiting) {
      while (!waiting.isEmpty() && !waiting.element().due().isAfter(caseTime)) {
        due.add(waiting.remove());
      }
    }
    return due;
  }

  /** Posts one answer; gives the reason when it was not taken. */
  private Optional<String> post(PlannedAnswer answer) {
    String form = "answer=" + answer.answer().word();
    if (!answer.note().isEmpty()) {
      form += "&note=" + URLEncoder.encode(answer.note(), UTF_8);
    }
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve("/a/" + answer.token()))
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    String reason = "never tried";
    for (int attempt = 1; attempt <= TRIES; attempt++) {
      try {
        int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status < 400) {
          return Optional.empty();
        }
        reason = "status " + status;
        if (status != 503) {
          break;
        }
      } catch (IOException e) {
        reason = e.getClass().getSimpleName() + ": " + e.getMessage();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Optional.of("interrupted");
      }
    }
    return Optional.of(reason);
  }
}
