// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.tocsin.server.kernel.http.Errand;
import org.tocsin.server.kernel.http.Exchanges;
import org.tocsin.server.kernel.http.Outbound;

/**
 * The line of a channel of which every message is one post: a round of them at once by one thread,
 * which costs a fraction of what {@link Posts} cost that may do several exchanges for a message.
 * What breaks is told apart in the same way.
 */
public final class Errands implements Channel.Line {

  /** A line is back within half a minute, and an exchange that has begun may take half of that. */
  private static final Duration BEGIN_WITHIN = Duration.ofSeconds(15);

  private final Form form;
  private final Exchanges exchanges;

  /** The thread that waits for connections, which no virtual thread can do well. */
  private final ExecutorService thread;

  /** How a channel says it and what it makes of the answer. Called by one thread of the line's. */
  public interface Form {
    /** The message as it leaves. */
    Errand.Post post(Parcel parcel);

    /** What an answer means. */
    Outcome outcome(Outbound.Answer answer);
  }

  /** A line of such posts. */
  public Errands(Outbound outbound, Form form) {
    this.form = form;
    this.exchanges = outbound.exchanges();
    this.thread =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().name("errands").daemon().factory());
  }

  @Override
  public List<Outcome> send(List<Parcel> parcels) {
    List<One> all = new ArrayList<>(parcels.size());
    for (Parcel parcel : parcels) {
      all.add(new One(parcel));
    }
    try {
      CompletableFuture.runAsync(() -> exchanges.run(all, BEGIN_WITHIN), thread).join();
    } catch (CompletionException e) {
      throw new IllegalStateException("a message could not be made", e.getCause());
    }
    List<Outcome> outcomes = new ArrayList<>(all.size());
    for (One each : all) {
      outcomes.add(each.outcome);
    }
    return outcomes;
  }

  @Override
  public void close() {
    thread.execute(exchanges::close);
    thread.close();
  }

  private final class One implements Errand {
    private final Parcel parcel;
    private Outcome outcome = new Outcome.Untried();

    One(Parcel parcel) {
      this.parcel = parcel;
    }

    @Override
    public String address() {
      return parcel.address();
    }

    @Override
    public boolean isWanted() {
      return parcel.mayGo();
    }

    @Override
    public Post post() {
      return form.post(parcel);
    }

    @Override
    public void answered(Outbound.Answer answer) {
      outcome = form.outcome(answer);
    }

    @Override
    public void failed(IOException why) {
      outcome = Posts.outcome(why);
    }
  }
}
