// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tocsin.cap.CapException;
import org.tocsin.cap.CapFeeds;
import org.tocsin.cap.CapReader;
import org.tocsin.cap.Feed;
import org.tocsin.cap.FeedEntry;
import org.tocsin.cap.ReadLimits;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.Text;
import org.tocsin.server.kernel.http.Outbound;

/**
 * One poll of one feed.
 *
 * <p>A crash between keeping a report and noting its entry repeats the entry at the next poll,
 * where the same bytes from the same source are one report: nothing is lost and nothing is doubled.
 */
public class FeedPoll {

  private static final Logger LOG = LoggerFactory.getLogger(FeedPoll.class);

  /** Alerts followed in one poll; the rest waits for the next one. */
  private static final int ALERTS_MAX = 50;

  /** The wait for that next one, if the interval is not shorter. */
  private static final Duration REST = Duration.ofSeconds(30);

  /** The longest that a server may ask to be left alone. */
  private static final Duration RETRY_MOST = Duration.ofDays(1);

  /** Tries of one alert's address before the entry itself is kept in its place. */
  private static final int TRIES_MAX = 5;

  private final FeedStore store;
  private final FeedFetch fetch;
  private final Reports reports;
  private final Clock clock;
  private final RandomGenerator random;

  FeedPoll(FeedStore store, FeedFetch fetch, Reports reports, Clock clock, RandomGenerator random) {
    this.store = store;
    this.fetch = fetch;
    this.reports = reports;
    this.clock = clock;
    this.random = random;
  }

  /**
   * What a poll brought.
   *
   * @param outcome {@code news}, {@code unchanged} or {@code failed}
   * @param entries how many entries the feed has
   * @param reports how many reports are new
   * @param quarantined how many alerts could not be read
   * @param error what went wrong, if anything
   */
  public record Result(
      String outcome, int entries, int reports, int quarantined, Optional<String> error) {}

  Result run(PolledFeed feed) {
    try {
      FeedStore.Validators known = store.validators(feed.id());
      Outbound.Answer answer = fetch.get(feed.url(), known);
      if (answer.status() == 304) {
        answered(feed, known, false, null, feed.interval());
        return new Result("unchanged", 0, 0, 0, Optional.empty());
      }
      return take(feed, answer);
    } catch (FeedFetch.RefusedFetch e) {
      return failed(feed, String.valueOf(e.getMessage()), e.retryAfter(clock.instant()));
    } catch (IOException e) {
      return failed(feed, "it could not be fetched: " + e.getMessage(), Duration.ZERO);
    } catch (RuntimeException e) {
      // A fault of ours must not make a feed due again at every beat, nor end the round of others.
      LOG.error("feed={} poll failed", feed.id(), e);
      return failed(feed, "this server could not take what it gave: " + e, Duration.ZERO);
    }
  }

  private Result take(PolledFeed feed, Outbound.Answer answer) {
    FeedStore.Validators validators =
        new FeedStore.Validators(answer.header("etag"), answer.header("last-modified"));
    String type = answer.header("content-type").orElse("application/atom+xml");
    if (type.toLowerCase(java.util.Locale.ROOT).startsWith("application/cap+xml")) {
      return single(feed, answer.body(), validators);
    }
    Feed read;
    try {
      read = CapFeeds.read(answer.body());
    } catch (CapException e) {
      // Alerts are also given alone or in an envelope (EDXL-DE), under any type of XML.
      return CapReader.read(answer.body(), ReadLimits.feed()).alert().isPresent()
          ? single(feed, answer.body(), validators)
          : refused(feed, answer.body(), e);
    }
    Tally tally = new Tally();
    Document document = new Document(answer.body(), Reports.inside(read.entries(), answer.body()));
    for (FeedEntry entry : read.entries()) {
      entry(feed, entry, document, tally);
    }
    // Without validators the whole feed comes again, so that what is left gets its next try.
    answered(
        feed,
        tally.left == 0 ? validators : new FeedStore.Validators(Optional.empty(), Optional.empty()),
        tally.kept > 0,
        tally.error(),
        tally.followed > ALERTS_MAX && REST.compareTo(feed.interval()) < 0
            ? REST
            : feed.interval());
    return new Result(
        tally.kept > 0 ? "news" : "unchanged",
        read.entries().size(),
        tally.kept,
        tally.quarantined,
        Optional.ofNullable(tally.error()));
  }

  /** An address that gives one alert and no feed. */
  private Result single(PolledFeed feed, byte[] bytes, FeedStore.Validators validators) {
    byte[] key = Reports.sha256(bytes);
    Tally tally = new Tally();
    if (!store.seen(feed.id(), key)) {
      keep(feed, bytes, Optional.empty(), tally);
      store.tried(feed.id(), key, true, clock.instant());
    }
    answered(feed, validators, tally.kept > 0, tally.error(), feed.interval());
    return new Result(
        tally.kept > 0 ? "news" : "unchanged",
        1,
        tally.kept,
        tally.quarantined,
        Optional.ofNullable(tally.error()));
  }

  /** A feed as it came, with the alerts that stand inside its entries. */
  private record Document(byte[] bytes, AlertsInside inside) {}

  private void entry(PolledFeed feed, FeedEntry entry, Document document, Tally tally) {
    Optional<AlertLink> link = AlertLink.of(entry);
    byte[] key = key(entry, link);
    if (store.seen(feed.id(), key)) {
      return;
    }
    if (link.isEmpty()) {
      keepEntry(feed, entry, document, key, tally);
      return;
    }
    if (tally.followed++ >= ALERTS_MAX) {
      tally.left++;
      return;
    }
    try {
      URI address = feed.url().resolve(link.get().address());
      Outbound.Answer answer =
          fetch.get(address, new FeedStore.Validators(Optional.empty(), Optional.empty()));
      if (!link.get().sure()
          && CapReader.read(answer.body(), ReadLimits.feed()).alert().isEmpty()) {
        keepEntry(feed, entry, document, key, tally);
        return;
      }
      keep(feed, answer.body(), entry.updated().map(OffsetDateTime::toInstant), tally);
      store.tried(feed.id(), key, true, clock.instant());
    } catch (IOException | IllegalArgumentException e) {
      tally.errors.add("%s: %s".formatted(Problem.shorten(link.get().address()), e.getMessage()));
      if (store.tried(feed.id(), key, false, clock.instant()) < TRIES_MAX) {
        tally.left++;
      } else {
        keepEntry(feed, entry, document, key, tally);
      }
    }
  }

  private void keepEntry(
      PolledFeed feed, FeedEntry entry, Document document, byte[] key, Tally tally) {
    boolean anew = reports.receiveEntry(intake(feed, document.bytes()), entry, document.inside());
    tally.kept += anew ? 1 : 0;
    store.tried(feed.id(), key, true, clock.instant());
  }

  private void keep(PolledFeed feed, byte[] alert, Optional<Instant> published, Tally tally) {
    Intake one = intake(feed, alert);
    try {
      // The same alert under another link is no news.
      boolean anew =
          reports.receiveAlert(
              new Intake(
                  alert,
                  "application/cap+xml",
                  Optional.empty(),
                  one.source(),
                  one.grade(),
                  one.marking(),
                  one.via(),
                  published));
      tally.kept += anew ? 1 : 0;
    } catch (Problem problem) {
      tally.quarantined++;
      tally.errors.add(problem.detail());
    }
  }

  private Result refused(PolledFeed feed, byte[] bytes, CapException why) {
    String detail = Content.noFeed(why, bytes);
    if (store.refusedAnew(feed.id(), Reports.sha256(bytes))) {
      try {
        reports.receive(intake(feed, bytes));
      } catch (Problem kept) {
        detail = kept.detail();
      }
    }
    return failed(feed, "it cannot be read as a feed: " + detail, Duration.ZERO);
  }

  private static Intake intake(PolledFeed feed, byte[] bytes) {
    return new Intake(
        bytes,
        "application/atom+xml",
        Optional.empty(),
        feed.name(),
        feed.grade(),
        feed.marking(),
        "feed:" + feed.id(),
        Optional.empty());
  }

  /**
   * What makes an entry that entry. One that changes its time counts as new; one that leads to an
   * alert also when its text or its link changes, since alerts are updated in place, often without
   * a new time. (News changes its text too often for that.)
   */
  private static byte[] key(FeedEntry entry, Optional<AlertLink> link) {
    String id = entry.id().isEmpty() ? entry.title() + "\n" + entry.summary() : entry.id();
    String time = entry.updated().map(Object::toString).orElse("");
    String alert =
        link.map(each -> "\n" + each.address() + "\n" + entry.title() + "\n" + entry.summary())
            .or(() -> entry.alert().map(each -> "\n" + each))
            .orElse("");
    return Reports.sha256((id + "\n" + time + alert).getBytes(StandardCharsets.UTF_8));
  }

  private void answered(
      PolledFeed feed,
      FeedStore.Validators validators,
      boolean news,
      @Nullable String note,
      Duration wait) {
    Instant now = clock.instant();
    store.answered(
        feed.id(),
        validators,
        news,
        note,
        now,
        now.plus(FeedBackOff.wait(wait, 0, random.nextDouble())));
  }

  private Result failed(PolledFeed feed, String why, Duration retryAfter) {
    Duration wait = FeedBackOff.wait(feed.interval(), feed.failures() + 1, random.nextDouble());
    Duration asked = retryAfter.compareTo(RETRY_MOST) > 0 ? RETRY_MOST : retryAfter;
    Instant next = clock.instant().plus(wait.compareTo(asked) > 0 ? wait : asked);
    store.failed(feed.id(), clip(why), next);
    return new Result("failed", 0, 0, 0, Optional.of(clip(why)));
  }

  private static String clip(String text) {
    return Text.clip(text, 1_000);
  }

  /** What a poll has done so far. */
  private static final class Tally {
    private int kept;
    private int quarantined;
    private int followed;
    private int left;
    private final List<String> errors = new ArrayList<>();

    private @Nullable String error() {
      return errors.isEmpty()
          ? null
          : clip(
              (errors.size() == 1
                      ? "an alert could not be taken: %2$s"
                      : "%1$d alerts could not be taken, first: %2$s")
                  .formatted(errors.size(), errors.getFirst()));
    }
  }
}
