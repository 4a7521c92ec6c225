// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.server.kernel.DueWork;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.web.LiveStream;
import org.tocsin.server.watch.Watchers;

/**
 * Follows the deliveries of the warnings that somebody looks at, so that looking costs little: what
 * is new in the tables is read at most once a second a warning, and less often where that takes
 * long, however many look on; everybody gets the same {@link Look}. Nothing of it is kept
 * elsewhere: it is made again from the tables when somebody looks after a start, or after nobody
 * did for long.
 *
 * <p>Works the same for what other nodes send, since it reads tables only. Thread-safe.
 */
@Component
class Follower implements DueWork {

  /** Cells of the map either way, and how few may be in one. */
  private static final int MAP_CELLS = 40;

  private static final int CELL_FEWEST = 5;

  private static final long FRESH_NANOS = 1_000_000_000L;

  /** Looking takes at most a twentieth of the time. */
  private static final int COST_SHARE = 20;

  private static final long STALEST_NANOS = 60 * FRESH_NANOS;

  private static final int WARNINGS_MAX = 64;

  /** Some 65 MB of {@link Followed}. */
  private static final long RECIPIENTS_MAX = 5_000_000;

  /** A chunk that was finished at this time before the last look may have been committed after. */
  private static final Duration OVERLAP = Duration.ofMinutes(10);

  private static final Duration ANSWER_OVERLAP = Duration.ofSeconds(30);

  private final FollowStore store;
  private final DeliveryReportStore reports;
  private final HoldStore holds;
  private final ApprovedWarnings approved;
  private final Watchers watchers;
  private final Optional<AnswersHeard> heard;
  private final LiveStream stream;
  private final Clock clock;

  /** What freshness is measured by: the clock of an exercise stands still and leaps. */
  private final LongSupplier nanos;

  private final TransactionTemplate reading;
  private final Map<WarningId, Place> places = new ConcurrentHashMap<>();

  Follower(
      FollowStore store,
      DeliveryReportStore reports,
      HoldStore holds,
      ApprovedWarnings approved,
      Watchers watchers,
      Optional<AnswersHeard> heard,
      LiveStream stream,
      Clock clock,
      PlatformTransactionManager transactions,
      Optional<LongSupplier> nanos) {
    this.store = store;
    this.reports = reports;
    this.holds = holds;
    this.approved = approved;
    this.watchers = watchers;
    this.heard = heard;
    this.stream = stream;
    this.clock = clock;
    this.nanos = nanos.orElse(System::nanoTime);
    this.reading = new TransactionTemplate(transactions);
    this.reading.setReadOnly(true);
  }

  /** A look with the time it was had and what it cost. */
  private record Had(Look look, long nanos, long cost) {
    boolean isGood(long now, Place place, boolean map, long fresh) {
      long most = Math.clamp(cost * COST_SHARE, fresh, STALEST_NANOS);
      return !place.moved && now - nanos < most && (!map || look.filling() != null);
    }
  }

  /** One warning that is followed. */
  private static final class Place {
    private final ReentrantLock looking = new ReentrantLock();
    private @Nullable ApprovedWarning about;
    private final Followed followed = new Followed();
    private Instant lookedAt = Instant.EPOCH;
    private List<Progress.Reported> reported = List.of();
    private long reportedNanos;
    private long reportedCost = -1;
    private boolean mapped;
    private volatile @Nullable Had had;
    private volatile boolean moved;
    private volatile long used;
    private @Nullable Look told;
  }

  /**
   * The deliveries of a warning as they were a second ago at most, longer ago where there are many.
   */
  Look look(WarningId warning) {
    return at(warning, false, FRESH_NANOS).look();
  }

  /** The same with the map. */
  Look lookAtMap(WarningId warning) {
    return at(warning, true, FRESH_NANOS).look();
  }

  /** Watchers above a number to whom nothing has got through, with the last reason. */
  List<Progress.Unreached> unreached(WarningId warning, long after, int most) {
    Place place = at(warning, false, FRESH_NANOS).place();
    place.looking.lock();
    try {
      long[] numbers = place.followed.unreached(after, most);
      return numbers.length == 0 ? List.of() : store.reasons(warning, numbers);
    } finally {
      place.looking.unlock();
    }
  }

  private record Seen(Place place, Look look) {}

  private Seen at(WarningId warning, boolean map, long fresh) {
    Place place = places.computeIfAbsent(warning, _ -> new Place());
    place.used = nanos.getAsLong();
    Had had = place.had;
    if (had != null && had.isGood(nanos.getAsLong(), place, map, fresh)) {
      return new Seen(place, had.look());
    }
    // Somebody else may be looking already; what they saw last will do, if it is whole.
    boolean isWhole = had != null && !place.moved && (!map || had.look().filling() != null);
    if (had != null && isWhole) {
      if (!place.looking.tryLock()) {
        return new Seen(place, had.look());
      }
    } else {
      place.looking.lock();
    }
    try {
      return new Seen(place, lookLocked(warning, place, map, fresh));
    } finally {
      place.looking.unlock();
    }
  }

  private Look lookLocked(WarningId warning, Place place, boolean map, long fresh) {
    Had had = place.had;
    if (had != null && had.isGood(nanos.getAsLong(), place, map, fresh)) {
      return had.look();
    }
    place.mapped |= map;
    place.moved = false;
    long start = nanos.getAsLong();
    try {
      Look look = Objects.requireNonNull(reading.execute(_ -> read(warning, place)));
      long end = nanos.getAsLong();
      place.had = new Had(look, end, end - start);
      makeRoom(place);
      return look;
    } catch (RuntimeException e) {
      // What was half taken is no use to anybody: the next look begins anew.
      places.remove(warning, place);
      throw e;
    }
  }

  private Look read(WarningId warning, Place place) {
    Followed followed = place.followed;
    Instant now = clock.instant();
    boolean first = place.lookedAt.equals(Instant.EPOCH);
    // Chunks before waves: of each chunk the wave is known then.
    List<FollowStore.ChunkRow> chunks =
        store.chunks(warning, first ? Instant.EPOCH : place.lookedAt.minus(OVERLAP));
    List<String> unknown = followed.takeWaves(store.waves(warning));
    if (!unknown.isEmpty()) {
      followed.takeRecipients(store.recipients(unknown));
    }
    List<FollowStore.Stretch> unread = followed.takeChunks(chunks);
    if (!unread.isEmpty()) {
      store.receipts(unread, followed::takeReceipt);
    }
    heard.ifPresent(answers -> {
      Instant last = followed.lastAnswer();
      answers.since(
          warning, last == null ? Instant.EPOCH : last.minus(ANSWER_OVERLAP), followed::takeAnswer);
    });
    readReports(warning, place);
    if (place.mapped && followed.isUnmapped()) {
      followed.map(watchers.snapshot().spread(followed.recipients(), MAP_CELLS, CELL_FEWEST));
    }
    place.lookedAt = now;
    return new Look(
        shown(warning, place, followed.progress(place.reported)),
        followed.pace(now, holds.current(warning).isPresent()),
        answers(followed),
        followed.silent(),
        followed.filling());
  }

  /** What was approved never changes, and reading it checks its seal over the whole audience. */
  private DeliveryShown shown(WarningId warning, Place place, Progress progress) {
    ApprovedWarning about = place.about;
    if (about == null) {
      about = approved.get(warning);
      place.about = about;
    }
    return new DeliveryShown(
        warning, about.texts().getFirst().headline(), about.exercise(), progress);
  }

  /** What providers reported is added up by the database, so it is asked for less often. */
  private void readReports(WarningId warning, Place place) {
    long start = nanos.getAsLong();
    if (place.reportedCost < 0 || start - place.reportedNanos >= place.reportedCost * COST_SHARE) {
      place.reported = reports.reported(warning);
      place.reportedNanos = nanos.getAsLong();
      place.reportedCost = place.reportedNanos - start;
    }
  }

  private Map<String, Integer> answers(Followed followed) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    heard.ifPresent(answers -> {
      List<String> kinds = answers.kinds();
      int[] each = followed.answers(kinds.size());
      for (int i = 0; i < each.length; i++) {
        counts.put(kinds.get(i), each[i]);
      }
    });
    return counts;
  }

  /** Whoever looks next sees what is there now, not what was there a second ago. */
  void moved(WarningId warning) {
    Place place = places.get(warning);
    if (place != null) {
      place.moved = true;
    }
  }

  @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
  void queued(WaveQueued queued) {
    moved(queued.warning());
  }

  @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
  void delivered(WaveDelivered delivered) {
    moved(delivered.warning());
  }

  @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
  void resumed(DeliveryResumed resumed) {
    moved(resumed.warning());
  }

  /** Forgets the warnings that nobody has looked at for longest when there are too many. */
  private void makeRoom(Place latest) {
    while (places.size() > WARNINGS_MAX
        || places.values().stream().mapToLong(place -> place.followed.size()).sum()
            > RECIPIENTS_MAX) {
      Optional<Map.Entry<WarningId, Place>> oldest =
          places.entrySet().stream()
              .filter(each -> each.getValue() != latest)
              .min(Comparator.comparingLong(each -> each.getValue().used));
      if (oldest.isEmpty()) {
        return;
      }
      places.remove(oldest.get().getKey(), oldest.get().getValue());
    }
  }

  @Override
  public String name() {
    return "deliver.follow";
  }

  /** Tells open pages what moved, wherever it was sent, and how long nothing has. */
  @Override
  public int runDue(Instant now) {
    for (Map.Entry<WarningId, Place> each : places.entrySet()) {
      if (stream.listeners("deliveries-" + each.getKey()) > 0) {
        // Beats come once a second, more or less: this one must not find the last one's look.
        Look look = at(each.getKey(), false, FRESH_NANOS / 2).look();
        if (look.pace().isUnderWay() || !look.saysTheSame(each.getValue().told)) {
          each.getValue().told = look;
          stream.tell("deliveries-" + each.getKey(), "changed");
        }
      }
    }
    return 0;
  }
}
