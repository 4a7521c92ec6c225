// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tocsin.cap.life.Messages.at;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.tocsin.cap.Alert;
import org.tocsin.cap.MsgType;
import org.tocsin.cap.Reference;
import org.tocsin.cap.Status;

/**
 * FEATURE UNDER TEST: whatever the order in which messages come, and however often, the result is
 * the one that a slow and obvious reading of the rules gives.
 */
class LifeModelTest {
  private static final int STREAMS = 200;
  private static final int MINUTES = 120;

  /** Each message of a stream has a name of its own, as the standard has it. */
  private static final int UNIQUE = 0;

  private static final List<MsgType> TYPES = List.of(MsgType.values());
  private static final List<String> FEEDS = List.of("f", "g");

  /** A message with the feed that brings it. */
  private record Arrival(Alert alert, String feed) {}

  @Test
  void theOrderAndRepetitionOfMessagesDoNotMatter() {
    for (long seed = 0; seed < STREAMS; seed++) {
      List<Arrival> stream = stream(new SplittableRandom(seed), 8);
      CapLife first = fold(stream);
      Random shuffling = new Random(seed);
      for (int round = 0; round < 3; round++) {
        List<Arrival> other = new ArrayList<>(stream);
        other.addAll(stream.subList(0, shuffling.nextInt(stream.size() + 1)));
        Collections.shuffle(other, shuffling);
        CapLife second = fold(other);
        for (int minute = 0; minute < MINUTES; minute += 15) {
          assertThat(second.at(at(minute)))
              .as("seed %d round %d minute %d", seed, round, minute)
              .isEqualTo(first.at(at(minute)));
        }
      }
    }
  }

  @Test
  void theStateIsThatOfASlowObviousModel() {
    TreeMap<String, Integer> met = new TreeMap<>();
    for (long seed = 0; seed < STREAMS; seed++) {
      List<Arrival> stream = stream(new SplittableRandom(seed), 8);
      CapLife life = fold(stream);
      for (int minute = 0; minute < MINUTES; minute += 7) {
        Model model = new Model(stream, at(minute));
        for (Standing standing : life.at(at(minute)).standings()) {
          String expected = model.state(standing.message().alert());
          met.merge(expected.replaceAll(" .*", ""), 1, Integer::sum);
          assertThat(say(standing.state()))
              .as("seed %d minute %d %s", seed, minute, standing.message().key())
              .isEqualTo(expected);
        }
      }
    }
    // The streams reach every kind of state, else this test would show little.
    assertThat(met.keySet())
        .containsExactly(
            "Cancelled",
            "Expired",
            "InForce",
            "NotYetEffective",
            "PartlyInForce",
            "Rejected",
            "Superseded");
  }

  @Test
  void forgettingChangesNothingThatIsStillInForce() {
    LifePolicy policy =
        new LifePolicy(
            Authority.sameSenderAndOrigin(),
            Duration.ofMinutes(30),
            Duration.ofMinutes(40),
            1000,
            true);
    int forgotten = 0;
    for (long seed = 0; seed < STREAMS; seed++) {
      List<Arrival> stream = new ArrayList<>(stream(new SplittableRandom(seed), UNIQUE));
      stream.sort(Comparator.comparing(arrival -> arrival.alert().sent().toInstant()));
      CapLife whole = new CapLife(policy);
      CapLife trimmed = new CapLife(policy);
      for (Arrival arrival : stream) {
        whole.add(arrival.alert(), arrival.feed());
        trimmed.add(arrival.alert(), arrival.feed());
        Instant now = arrival.alert().sent().toInstant();
        forgotten += trimmed.forget(now);
        for (Instant time : List.of(now, now.plusSeconds(1200))) {
          assertThat(trimmed.at(time).inForce())
              .as("seed %d at %s", seed, time)
              .isEqualTo(whole.at(time).inForce());
        }
      }
    }
    assertThat(forgotten).isGreaterThan(STREAMS);
  }

  private static CapLife fold(List<Arrival> stream) {
    CapLife life = new CapLife(LifePolicy.usual());
    stream.forEach(arrival -> life.add(arrival.alert(), arrival.feed()));
    return life;
  }

  private static List<Arrival> stream(RandomGenerator random, int names) {
    List<Arrival> stream = new ArrayList<>();
    List<Alert> sent = new ArrayList<>();
    for (int i = 2 + random.nextInt(14); i > 0; i--) {
      int minute = random.nextInt(MINUTES / 5) * 5;
      MsgType type = TYPES.get(random.nextInt(TYPES.size()));
      Messages message =
          Messages.of(type, "m" + (names == UNIQUE ? i : random.nextInt(names)), minute)
              .from(random.nextInt(5) == 0 ? "t" : "s")
              .zone(random.nextInt(-2, 3))
              .status(random.nextInt(8) == 0 ? Status.TEST : Status.ACTUAL);
      for (int j = random.nextInt(3); j > 0; j--) {
        message.names(reference(random, sent));
      }
      for (int j = random.nextInt(3); j > 0; j--) {
        int from = minute + random.nextInt(-10, 20);
        message.info(
            random.nextBoolean() ? "en" : "fr",
            random.nextBoolean() ? Optional.empty() : Optional.of(from),
            random.nextInt(4) == 0 ? Optional.empty() : Optional.of(from + random.nextInt(80)));
      }
      Alert alert = message.build();
      sent.add(alert);
      stream.add(new Arrival(alert, FEEDS.get(random.nextInt(6) == 0 ? 1 : 0)));
    }
    return stream;
  }

  private static Reference reference(RandomGenerator random, List<Alert> sent) {
    if (sent.isEmpty() || random.nextInt(4) == 0) {
      return Messages.name("m" + random.nextInt(8), random.nextInt(MINUTES / 5) * 5);
    }
    Reference exact = sent.get(random.nextInt(sent.size())).reference();
    return random.nextInt(4) == 0
        ? new Reference(exact.sender(), exact.identifier(), Optional.empty())
        : exact;
  }

  private static String say(State state) {
    return switch (state) {
      case State.InForce _, State.PartlyInForce _ -> state.getClass().getSimpleName();
      case State.NotYetEffective not -> "NotYetEffective " + not.from();
      case State.Expired expired -> "Expired " + expired.at();
      case State.Superseded by -> "Superseded " + by.at();
      case State.Cancelled by -> "Cancelled " + by.at();
      case State.Rejected by -> "Rejected " + by.at();
    };
  }

  /** The rules as loops over the whole stream. */
  private record Model(List<Arrival> stream, Instant time) {
    String state(Alert target) {
      Optional<Instant> rejected = rejected(target);
      if (rejected.isPresent()) {
        return "Rejected " + rejected.get();
      }
      List<Instant[]> spans = spans(target);
      Instant end = Collections.max(spans.stream().map(span -> span[1]).toList());
      String ended = "";
      Instant first = Instant.MAX;
      for (Arrival arrival : stream) {
        Alert by = arrival.alert();
        boolean ends = by.msgType() != MsgType.ACK && by.msgType() != MsgType.ERROR;
        if (ends && counts(by, target) && rejected(by).isEmpty()) {
          boolean again =
              sender(by, target)
                  && by.identifier().equals(target.identifier())
                  && sent(by).isAfter(sent(target));
          boolean cancels = by.msgType() == MsgType.CANCEL;
          boolean sooner = sent(by).isBefore(first) || (sent(by).equals(first) && cancels);
          if ((again || names(by, target)) && sent(by).isBefore(end) && sooner) {
            first = sent(by);
            ended = (cancels ? "Cancelled " : "Superseded ") + first;
          }
        }
      }
      return ended.isEmpty() ? clock(spans, end) : ended;
    }

    private String clock(List<Instant[]> spans, Instant end) {
      if (!time.isBefore(end)) {
        return "Expired " + end;
      }
      int now = 0;
      Instant next = Instant.MAX;
      for (Instant[] span : spans) {
        boolean over = !time.isBefore(span[1]);
        if (!over && !time.isBefore(span[0])) {
          now++;
        } else if (!over && span[0].isBefore(next)) {
          next = span[0];
        }
      }
      return now == 0
          ? "NotYetEffective " + next
          : now == spans.size() ? "InForce" : "PartlyInForce";
    }

    private List<Instant[]> spans(Alert alert) {
      List<Instant[]> spans = new ArrayList<>();
      Duration day = Duration.ofDays(1);
      alert
          .infos()
          .forEach(info -> {
            Instant from = info.effective().map(each -> each.toInstant()).orElse(sent(alert));
            from = from.isBefore(sent(alert)) ? sent(alert) : from;
            Instant assumed = from.plus(day);
            spans.add(
                new Instant[] {from, info.expires().map(each -> each.toInstant()).orElse(assumed)});
          });
      return spans.isEmpty()
          ? List.<Instant[]>of(new Instant[] {sent(alert), sent(alert).plus(day)})
          : spans;
    }

    private Optional<Instant> rejected(Alert target) {
      return stream.stream()
          .map(Arrival::alert)
          .filter(by -> by.msgType() == MsgType.ERROR && counts(by, target) && names(by, target))
          .map(Model::sent)
          .min(Comparator.naturalOrder());
    }

    private boolean counts(Alert by, Alert target) {
      return !sent(by).isAfter(time)
          && by.status() == target.status()
          && sender(by, target)
          && FEEDS.stream().anyMatch(feed -> brought(feed, by) && brought(feed, target));
    }

    private boolean brought(String feed, Alert alert) {
      return stream.stream()
          .anyMatch(arrival ->
              arrival.feed().equals(feed)
                  && Entry.content(arrival.alert()).equals(Entry.content(alert)));
    }

    private boolean names(Alert by, Alert target) {
      boolean itself = sender(by, target) && MessageKey.of(by).equals(MessageKey.of(target));
      return !itself
          && !sent(by).isBefore(sent(target))
          && by.references().stream().anyMatch(each -> fits(each, target));
    }

    private boolean fits(Reference reference, Alert target) {
      if (!reference.sender().equals(target.sender())
          || !reference.identifier().equals(target.identifier())) {
        return false;
      }
      Optional<Instant> sent = reference.sent().map(each -> each.toInstant());
      if (sent.isEmpty() || sent.get().equals(sent(target))) {
        return true;
      }
      MessageKey exact = new MessageKey(reference.sender(), reference.identifier(), sent.get());
      return stream.stream().noneMatch(each -> MessageKey.of(each.alert()).equals(exact));
    }

    private static boolean sender(Alert by, Alert target) {
      return by.sender().equals(target.sender());
    }

    private static Instant sent(Alert alert) {
      return alert.sent().toInstant();
    }
  }
}
