// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.tocsin.server.kernel.BinaryCopy;
import org.tocsin.server.kernel.WarningId;

/** The tables of what providers have taken and of what they said later. */
@Repository
class DeliveryReportStore {

  /** A report on its way in. */
  record NewReport(
      String channel, String provider, String providerId, ReportedState state, Instant at) {}

  /** A part on its way in. */
  record NewPart(HandedOver part, byte @Nullable [] addressMac) {

    /** The same without what leads from the address to the watcher. */
    NewPart withoutAddress() {
      return new NewPart(part, null);
    }
  }

  /** Somebody who was told something at an address. */
  record ToldThere(WarningId warning, long watcher) {}

  /**
   * One row a watcher and channel: delivered when every part of one attempt was, lost when every
   * attempt was. What bears a token of ours has a row only when something came back of it; it is
   * lost when every address of one step is. Providers begin to count anew: a report belongs to what
   * was handed over in the week before it.
   */
  private static final String STANDING =
      """
      with part as (
        select h.channel, h.watcher, h.parcel, h.at, h.part, max(h.parts) parts,
               coalesce(bool_or(r.state = 1), false) delivered,
               coalesce(bool_or(r.state between 2 and 4), false) lost
          from deliver.handed_over h
          left join deliver.delivery_report r
            on r.channel = h.channel and r.provider = h.provider
           and r.provider_id = h.provider_id
           and r.at >= h.at - interval '1 minute' and r.at < h.at + interval '7 days'
         where h.warning_id = :warning group by 1, 2, 3, 4, 5),
      attempt as (
        select channel, watcher, bool_and(delivered) delivered,
               bool_or(lost and not delivered) lost
          from part group by channel, watcher, parcel, at having count(*) = max(parts)),
      step as (
        select channel, watcher, bool_or(state = 1) delivered,
               count(distinct address) filter (where state between 2 and 4) >= max(addresses) lost
          from deliver.came_back where warning_id = :warning group by channel, watcher, step),
      person as (
        select channel, watcher, bool_or(delivered) delivered,
               bool_and(lost) and not bool_or(delivered) lost
          from (select * from attempt union all select * from step) each group by 1, 2)
      """;

  private final JdbcClient jdbc;
  private final JdbcTemplate template;

  DeliveryReportStore(JdbcClient jdbc, JdbcTemplate template) {
    this.jdbc = jdbc;
    this.template = template;
  }

  void addParts(String channel, List<NewPart> parts) {
    BinaryCopy.into(
        template,
        "deliver.handed_over (channel, provider, provider_id, warning_id, watcher, parcel, part, parts, at,"
            + " address_mac)",
        copy -> {
          for (NewPart each : parts) {
            HandedOver part = each.part();
            Parcel parcel = part.parcel();
            copy.row(10)
                .text(channel)
                .text(part.provider())
                .text(part.providerId())
                .text(parcel.letter().warning().id().value())
                .int8(parcel.watcher().number())
                .text(parcel.id())
                .int2(part.part())
                .int2(part.parts())
                .time(parcel.at())
                .bytes(part.part() == 1 ? each.addressMac() : null);
          }
        });
  }

  void addReports(List<NewReport> reports) {
    BinaryCopy.into(
        template,
        "deliver.delivery_report (channel, provider, provider_id, state, at)",
        copy -> {
          for (NewReport each : reports) {
            copy.row(5)
                .text(each.channel())
                .text(each.provider())
                .text(each.providerId())
                .int2(each.state().code())
                .time(each.at());
          }
        });
  }

  /** How what was handed over stands, by channel; empty for a warning without such a channel. */
  List<Progress.Reported> reported(WarningId warning) {
    return jdbc.sql(
            STANDING
                + """
                select p.channel,
                       case when exists (select 1 from step s where s.channel = p.channel)
                         then (select count(distinct r.watcher)
                                 from deliver.receipt r join deliver.chunk c on c.id = r.chunk_id
                                where c.warning_id = :warning and c.channel = p.channel
                                  and r.outcome = 1)
                         else count(*) end,
                       count(*) filter (where delivered), count(*) filter (where lost)
                  from person p group by 1 order by 1
                """)
        .param("warning", warning.value())
        .query((row, i) ->
            new Progress.Reported(row.getString(1), row.getInt(2), row.getInt(3), row.getInt(4)))
        .list();
  }

  /** Watchers who were told by channels only whose providers say that it never arrived. */
  List<Progress.Unreached> neverArrived(WarningId warning, long after, int limit) {
    return jdbc.sql(
            STANDING
                + """
                , otherwise as (
                  select r.watcher from deliver.receipt r join deliver.chunk c on c.id = r.chunk_id
                   where c.warning_id = :warning and r.outcome = 1
                     and not exists (select 1 from person o where o.watcher = r.watcher
                                        and o.channel = c.channel))
                select p.watcher, string_agg(p.channel, ', ' order by p.channel) from person p
                 where p.watcher > :after
                   and not exists (select 1 from otherwise t where t.watcher = p.watcher)
                 group by 1 having bool_and(p.lost) order by 1 limit :limit
                """)
        .param("warning", warning.value())
        .param("after", after)
        .param("limit", limit)
        .query((row, i) ->
            new Progress.Unreached(
                row.getLong(1), "the provider says that it never arrived: " + row.getString(2)))
        .list();
  }

  /** Adds what came back of a message that bore a token. */
  void addCameBack(
      String channel, ReturnTokens.Told told, int addresses, ReportedState state, Instant at) {
    jdbc.sql(
            "insert into deliver.came_back (channel, warning_id, watcher, step, address, addresses,"
                + " state, at) values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing")
        .params(
            channel,
            told.warning().value(),
            told.watcher().number(),
            told.step(),
            told.address(),
            addresses,
            state.code(),
            Timestamp.from(at))
        .update();
  }

  /** Who was told the newest warning that went to this address. */
  List<ToldThere> toldLast(String channel, byte[] addressMac, Instant now) {
    return jdbc.sql(
            """
            with there as (
              select warning_id, watcher, at from deliver.handed_over
               where channel = ? and address_mac = ? and at <= ? order by at desc limit 100)
            select distinct warning_id, watcher from there
             where warning_id = (select warning_id from there order by at desc limit 1)
             order by watcher
            """)
        .params(channel, addressMac, Timestamp.from(now))
        .query((row, i) -> new ToldThere(new WarningId(row.getString(1)), row.getLong(2)))
        .list();
  }

  /**
   * How punctually a provider reports.
   *
   * @param taken how many of the newest parts that it took were looked at
   * @param reported of how many it has said what came of them
   * @param speaks whether it has reported anything in the last day
   */
  record Punctuality(int taken, int reported, boolean speaks) {}

  /** Of the newest parts that a provider took between two instants, at most so many. */
  Punctuality punctuality(String channel, String provider, Instant from, Instant to, int most) {
    return jdbc.sql(
            """
            with newest as (
              select provider_id, at from deliver.handed_over
               where channel = :channel and provider = :provider and at >= :from and at < :to
               order by at desc limit :most)
            select count(*), count(*) filter (where exists (
                     select 1 from deliver.delivery_report r
                      where r.channel = :channel and r.provider = :provider
                        and r.provider_id = newest.provider_id
                        and r.at >= newest.at - interval '1 minute')),
                   exists (select 1 from deliver.delivery_report r
                            where r.channel = :channel and r.provider = :provider
                              and r.at >= cast(:to as timestamptz) - interval '1 day')
              from newest
            """)
        .param("channel", channel)
        .param("provider", provider)
        .param("from", Timestamp.from(from))
        .param("to", Timestamp.from(to))
        .param("most", most)
        .query((row, i) -> new Punctuality(row.getInt(1), row.getInt(2), row.getBoolean(3)))
        .single();
  }

  /** Nothing leads from this watcher's address to them any more. */
  void forgetAddresses(long watcher) {
    jdbc.sql("update deliver.handed_over set address_mac = null where watcher = ?")
        .param(watcher)
        .update();
  }
}
