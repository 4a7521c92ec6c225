// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap.profile;

import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.tocsin.cap.Alert;
import org.tocsin.cap.Area;
import org.tocsin.cap.Info;
import org.tocsin.cap.MsgType;
import org.tocsin.cap.NamedValue;
import org.tocsin.cap.ProfileRule;
import org.tocsin.cap.Spot;

/** What several profiles ask alike. */
final class Look {
  private Look() {}

  static void infos(Alert alert, Spot at, BiConsumer<Info, Spot> look) {
    for (int i = 0; i < alert.infos().size(); i++) {
      look.accept(alert.infos().get(i), at.child("info", i));
    }
  }

  static void areas(Info info, Spot at, BiConsumer<Area, Spot> look) {
    for (int i = 0; i < info.areas().size(); i++) {
      look.accept(info.areas().get(i), at.child("area", i));
    }
  }

  /** Whether it changes what is in force, so that it needs an info. */
  static boolean warns(Alert alert) {
    return alert.msgType() != MsgType.ACK && alert.msgType() != MsgType.ERROR;
  }

  static void present(boolean there, Spot at, ProfileRule rule, String message) {
    if (!there) {
      at.breach(rule, "", message);
    }
  }

  static void code(Alert alert, Spot at, ProfileRule rule, String... begins) {
    boolean claimed =
        alert.codes().stream()
            .anyMatch(code -> List.of(begins).stream().anyMatch(code::startsWith));
    present(claimed, at, rule, "No code of the message is " + String.join(" or ", begins) + ".");
  }

  /** The same of every info: the first is the measure. */
  static void alike(
      Alert alert, Spot at, ProfileRule rule, String name, Function<Info, List<?>> values) {
    if (alert.infos().isEmpty()) {
      return;
    }
    Set<?> first = new HashSet<>(values.apply(alert.infos().getFirst()));
    for (int i = 1; i < alert.infos().size(); i++) {
      Set<?> other = new HashSet<>(values.apply(alert.infos().get(i)));
      if (!other.equals(first)) {
        at.child("info", i)
            .child(name)
            .breach(
                rule,
                String.valueOf(other),
                "Another " + name + " than in the first info, which has " + first + ".");
      }
    }
  }

  /** Infos of one language speak of one event. */
  static void eventAlike(Alert alert, Spot at, ProfileRule rule) {
    Map<String, String> events = new HashMap<>();
    infos(
        alert,
        at,
        (info, spot) -> {
          String first = events.putIfAbsent(info.languageOrDefault(), info.event());
          if (first != null && !first.equals(info.event())) {
            spot.child("event")
                .breach(
                    rule,
                    info.event(),
                    "Another info in " + info.languageOrDefault() + " says " + first + ".");
          }
        });
  }

  /** Without a pattern, which a hostile value could keep busy for minutes. */
  static boolean isMailAddress(String value) {
    int at = value.indexOf('@');
    return at > 0
        && at == value.lastIndexOf('@')
        && value.indexOf('.', at) > at + 1
        && !value.endsWith(".")
        && value.chars().noneMatch(c -> c <= ' ');
  }

  static List<String> values(List<NamedValue> pairs, String valueName) {
    return pairs.stream()
        .filter(pair -> pair.valueName().equals(valueName))
        .map(NamedValue::value)
        .toList();
  }

  static boolean hasNamed(List<NamedValue> pairs, String nameBegins) {
    return pairs.stream().anyMatch(pair -> pair.valueName().startsWith(nameBegins));
  }

  static boolean hasShape(Info info) {
    return info.areas().stream()
        .anyMatch(area -> !area.polygons().isEmpty() || !area.circles().isEmpty());
  }

  /** A zone of zero is seldom the local one; the profile wants local times. */
  static void localTimes(Alert alert, Spot at, ProfileRule rule) {
    zone(Optional.of(alert.sent()), at.child("sent"), rule);
    infos(
        alert,
        at,
        (info, spot) -> {
          zone(info.effective(), spot.child("effective"), rule);
          zone(info.onset(), spot.child("onset"), rule);
          zone(info.expires(), spot.child("expires"), rule);
        });
  }

  private static void zone(Optional<OffsetDateTime> time, Spot at, ProfileRule rule) {
    if (time.isPresent() && time.get().getOffset().getTotalSeconds() == 0) {
      at.breach(rule, time.get().toString(), "The time has the zone of UTC.");
    }
  }
}
