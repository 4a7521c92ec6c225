// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.sms;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jsmpp.session.SMPPSession;
import org.jspecify.annotations.Nullable;
import org.tocsin.cap.convert.SmsText;
import org.tocsin.server.deliver.Channel;
import org.tocsin.server.deliver.DeliveryReports;
import org.tocsin.server.deliver.HandedOver;
import org.tocsin.server.deliver.Outcome;
import org.tocsin.server.deliver.Parcel;
import org.tocsin.server.deliver.PhoneNumber;

/**
 * One worker's rounds on the shared connection. Messages of a round go out side by side, the parts
 * of each one after the other. They begin in order, so that what a round does not come to is its
 * end.
 */
final class SmsLine implements Channel.Line {

  private static final int MAX_BREAKS = 3;
  private static final long ROUND_NANOS = Duration.ofSeconds(15).toNanos();

  /** How long after it the parts of what has begun may go on. */
  private static final long LATE_NANOS = Duration.ofSeconds(5).toNanos();

  private final String provider;
  private final SmppSettings settings;
  private final String from;
  private final SmsLink link;
  private final SmsWords words;
  private final DeliveryReports reports;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  SmsLine(
      String provider,
      SmppSettings settings,
      String from,
      SmsLink link,
      SmsWords words,
      DeliveryReports reports) {
    this.provider = provider;
    this.settings = settings;
    this.from = from;
    this.link = link;
    this.words = words;
    this.reports = reports;
  }

  @Override
  public List<Outcome> send(List<Parcel> parcels) {
    Round round = new Round();
    List<Future<Outcome>> running = new ArrayList<>(parcels.size());
    for (Parcel parcel : parcels) {
      running.add(round.begin(parcel));
    }
    List<Outcome> outcomes = new ArrayList<>(parcels.size());
    for (Future<Outcome> each : running) {
      outcomes.add(result(each));
    }
    // Before the receipts of the round: what a provider says later finds its message.
    reports.handedOver(SmsChannel.KIND, List.copyOf(round.taken));
    return outcomes;
  }

  private static Outcome result(Future<Outcome> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a short message could not be made", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Outcome.later("stopped in the middle", true);
    }
  }

  /** What goes on in one round. Begun by one thread; sends on many. */
  private final class Round {
    private final long end = System.nanoTime() + ROUND_NANOS;
    private final ConcurrentLinkedQueue<HandedOver> taken = new ConcurrentLinkedQueue<>();
    private @Nullable SMPPSession used;
    private int sessions;
    private boolean over;
    private String trouble = "";

    Future<Outcome> begin(Parcel parcel) {
      Optional<String> number = PhoneNumber.read(parcel.address());
      if (over) {
        return done(new Outcome.Untried());
      }
      if (number.isEmpty()) {
        return done(new Outcome.Failed("the address is no phone number"));
      }
      if (!trouble.isEmpty()) {
        return done(Outcome.later(trouble, false));
      }
      SmsText text = words.text(parcel.letter(), parcel.answerLink(), parcel.repeat());
      if (!mayBegin(text.segments().size())) {
        over = true;
        return done(new Outcome.Untried());
      }
      SMPPSession session;
      try {
        session = link.bound();
      } catch (IOException e) {
        link.window().release();
        trouble = String.valueOf(e.getMessage());
        return done(Outcome.later(trouble, false));
      }
      if (!session.equals(used)) {
        used = session;
        sessions++;
      }
      if (sessions > MAX_BREAKS) {
        link.window().release();
        trouble = "the connection to the SMS provider broke again and again";
        return done(Outcome.later(trouble, false));
      }
      if (!parcel.mayGo()) {
        link.window().release();
        over = true;
        return done(new Outcome.Untried());
      }
      return threads.submit(() -> {
        try {
          return submit(session, parcel, number.get(), text);
        } finally {
          link.window().release();
        }
      });
    }

    /** Waits for its turn and for room in the window; no longer than the round lasts. */
    private boolean mayBegin(int parts) {
      try {
        if (!link.window().tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
          return false;
        }
        long now = System.nanoTime();
        long wait = link.pace().book(parts, now, end - now);
        if (wait < 0) {
          link.window().release();
          return false;
        }
        TimeUnit.NANOSECONDS.sleep(wait);
        return true;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }

    private Outcome submit(SMPPSession session, Parcel parcel, String number, SmsText text) {
      List<byte[]> octets =
          Alphabets.octets(text, Alphabets.reference(parcel.id(), parcel.repeat()));
      Instant until = parcel.letter().warning().window().until();
      for (int i = 0; i < octets.size(); i++) {
        if (i > 0 && System.nanoTime() - end > LATE_NANOS) {
          return Outcome.later("the SMS provider is slow", true);
        }
        Submission submission =
            new Submission(settings, from, parcel, number, text.alphabet(), octets.get(i), until);
        Submission.Reply reply = answer(session, submission, octets.size() > 1, i > 0);
        switch (reply) {
          case Submission.Taken part ->
              taken.add(
                  new HandedOver(parcel, number, provider, part.messageId(), i + 1, octets.size()));
          case Submission.Not not -> {
            return not.outcome();
          }
        }
      }
      return new Outcome.Told();
    }
  }

  private Submission.Reply answer(
      SMPPSession session, Submission submission, boolean joined, boolean begun) {
    link.waits(session);
    try {
      return submission.to(session, joined, begun);
    } finally {
      link.waitsNoMore();
    }
  }

  private static Future<Outcome> done(Outcome outcome) {
    return java.util.concurrent.CompletableFuture.completedFuture(outcome);
  }

  @Override
  public void close() {
    threads.close();
  }
}
