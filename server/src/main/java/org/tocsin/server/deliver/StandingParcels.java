// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.watch.Clearances;
import org.tocsin.server.watch.Contact;
import org.tocsin.server.watch.Watchers;

/**
 * What was handed over by a channel and still stands, made anew: for a channel whose peers forget
 * what they were told. Thread-safe.
 */
@Component
public class StandingParcels {

  private static final int MOST = 5_000;

  private record Told(WarningId warning, int step, long watcher, String contentHash) {}

  private final JdbcClient jdbc;
  private final ApprovedWarnings approved;
  private final Watchers watchers;
  private final Clearances clearances;
  private final AnswerTokens tokens;
  private final DeliverySettings settings;
  private final Clock clock;

  StandingParcels(
      JdbcClient jdbc,
      ApprovedWarnings approved,
      Watchers watchers,
      Clearances clearances,
      AnswerTokens tokens,
      DeliverySettings settings,
      Clock clock) {
    this.jdbc = jdbc;
    this.approved = approved;
    this.watchers = watchers;
    this.clearances = clearances;
    this.tokens = tokens;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * A parcel for each address that this channel told, of warnings that go on and are not held up,
   * at most five thousand watchers: under the same id, with the same words, marked as no repeat.
   * What is not as it was approved is left out.
   */
  public List<Parcel> of(String channel) {
    Instant now = clock.instant();
    Map<WarningId, List<Told>> told = new LinkedHashMap<>();
    told(channel, now)
        .forEach(each -> told.computeIfAbsent(each.warning(), _ -> new ArrayList<>()).add(each));
    List<Parcel> parcels = new ArrayList<>();
    told.forEach((id, people) -> {
      ApprovedWarning warning = approved.get(id);
      if (people.stream().allMatch(each -> each.contentHash().equals(warning.contentHash()))) {
        parcels.addAll(parcels(warning, channel, people, now));
      }
    });
    return parcels;
  }

  private List<Parcel> parcels(
      ApprovedWarning warning, String channel, List<Told> people, Instant now) {
    Letters letters = new Letters(warning, settings.zone());
    AnswerTokens.Series links =
        tokens.series(warning.id(), warning.window().until().plus(AnswerTokens.GRACE));
    Map<Long, Integer> steps = new LinkedHashMap<>();
    people.forEach(each -> steps.put(each.watcher(), each.step()));
    List<Parcel> parcels = new ArrayList<>();
    for (Contact contact :
        watchers.contacts(people.stream().mapToLong(Told::watcher).sorted().toArray())) {
      if (!cleared(contact, warning)) {
        continue;
      }
      Letter letter = letters.in(contact.languages());
      String link = settings.answerLink(links.of(contact.id()));
      String id =
          "%s-%s-%s-%d"
              .formatted(warning.id(), contact.id(), channel, steps.get(contact.id().number()));
      int address = 0;
      for (String each : contact.addresses(channel)) {
        address++;
        parcels.add(
            new Parcel(
                address == 1 ? id : id + "-" + address,
                contact.id(),
                each,
                letter,
                link,
                false,
                now));
      }
    }
    return parcels;
  }

  /** Who lost their clearance since is told nothing more of it. */
  private boolean cleared(Contact contact, ApprovedWarning warning) {
    return warning.handling().isForEverybody()
        || clearances.of(contact.id()).covers(warning.handling());
  }

  private List<Told> told(String channel, Instant now) {
    return jdbc.sql(
            """
            select w.warning_id, min(c.step), r.watcher, min(w.content_hash)
              from deliver.wave w
              join deliver.chunk c on c.warning_id = w.warning_id and c.wave_id = w.id
              join deliver.receipt r on r.chunk_id = c.id
             where w.until > :now and c.channel = :channel and r.outcome = 1
               and r.reason is distinct from :kept
               and not exists (select 1 from deliver.stop s where s.warning_id = w.warning_id)
               and not exists (select 1 from deliver.hold h
                                where h.warning_id = w.warning_id and h.ended_at is null)
             group by 1, 3 order by 1, 3 limit :most
            """)
        .param("now", Timestamp.from(now))
        .param("channel", channel)
        .param("most", MOST)
        .param("kept", ExerciseMailbox.KEPT)
        .query((row, i) ->
            new Told(
                new WarningId(row.getString(1)), row.getInt(2), row.getLong(3), row.getString(4)))
        .list();
  }
}
