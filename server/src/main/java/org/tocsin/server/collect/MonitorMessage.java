// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.Times;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what an Alertmanager posts to a webhook: the group of alerts of its data format, version 4.
 * Used by one thread.
 */
final class MonitorMessage {

  private static final int ALERTS_MAX = 5_000;
  private static final int PAIRS_MAX = 200;
  private static final int FAULTS_MAX = 50;

  private final List<Problem.Fault> faults = new ArrayList<>();

  private MonitorMessage() {}

  /**
   * The alerts in it.
   *
   * @throws Problem T1031 when it cannot be read, with every fault and its place
   */
  static List<MonitorAlert> read(JsonMapper json, byte[] bytes) {
    return new MonitorMessage().alerts(tree(json, bytes));
  }

  private static JsonNode tree(JsonMapper json, byte[] bytes) {
    try {
      return json.readTree(bytes);
    } catch (JacksonException e) {
      TokenStreamLocation at = e.getLocation();
      String where =
          at == null
              ? "the message"
              : "line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
      String what = Problem.shorten(String.valueOf(e.getOriginalMessage()));
      throw new Problem(
          CollectProblem.BAD_MONITOR,
          where + ": it is no JSON",
          List.of(new Problem.Fault(where, "", what, "Send JSON in UTF-8.")));
    }
  }

  private List<MonitorAlert> alerts(JsonNode message) {
    if (!message.path("version").asString("").equals("4")) {
      fault(
          "version",
          message.path("version").toString(),
          "is not \"4\"",
          "Let an Alertmanager of 0.16 or newer send it.");
    }
    JsonNode list = message.path("alerts");
    List<MonitorAlert> alerts = new ArrayList<>();
    if (!list.isArray() || list.isEmpty() || list.size() > ALERTS_MAX) {
      fault(
          "alerts",
          list.isArray() ? list.size() + " alerts" : "",
          "is no list of 1 to %d alerts".formatted(ALERTS_MAX),
          "Set max_alerts in the receiver if groups are larger.");
    } else {
      for (int i = 0; i < list.size(); i++) {
        alerts.add(alert(list.get(i), "alerts[%d]".formatted(i)));
      }
    }
    if (!faults.isEmpty()) {
      Problem.Fault first = faults.getFirst();
      throw new Problem(CollectProblem.BAD_MONITOR, first.where() + ": " + first.message(), faults);
    }
    return alerts;
  }

  private MonitorAlert alert(JsonNode node, String where) {
    String status = node.path("status").asString("");
    if (!status.equals("firing") && !status.equals("resolved")) {
      fault(where + ".status", status, "is neither firing nor resolved", "Write one of them.");
    }
    boolean firing = status.equals("firing");
    SortedMap<String, String> labels = pairs(node.path("labels"), where + ".labels");
    if (labels.isEmpty()) {
      fault(where + ".labels", "", "has nothing in it", "An alert is known by its labels.");
    }
    return new MonitorAlert(
        firing,
        labels,
        pairs(node.path("annotations"), where + ".annotations"),
        time(node, where, "startsAt"),
        firing ? Optional.empty() : Optional.of(time(node, where, "endsAt")),
        node.path("generatorURL").asString(""));
  }

  private SortedMap<String, String> pairs(JsonNode node, String where) {
    SortedMap<String, String> pairs = new TreeMap<>();
    if (node.isMissingNode() || node.isNull()) {
      return pairs;
    }
    if (!node.isObject() || node.size() > PAIRS_MAX) {
      fault(
          where,
          "",
          "is no object of at most %d texts".formatted(PAIRS_MAX),
          "Write names and texts.");
      return pairs;
    }
    node.properties()
        .forEach(each -> {
          if (each.getValue().isString()) {
            pairs.put(each.getKey(), clean(each.getValue().asString()));
          } else {
            fault(
                where + "." + Problem.shorten(each.getKey()),
                each.getValue().toString(),
                "is no text",
                "Write a text in quotes.");
          }
        });
    return pairs;
  }

  /** PostgreSQL keeps no NUL, and nobody reads one. */
  private static String clean(String text) {
    return text.replace('\0', '\uFFFD');
  }

  private Instant time(JsonNode node, String where, String field) {
    String text = node.path(field).asString("");
    try {
      return Times.parse(field, text);
    } catch (Problem e) {
      fault(where + "." + field, text, "is no time", "Write it like 2024-03-07T18:00:00Z.");
      return Instant.EPOCH;
    }
  }

  private void fault(String where, String value, String message, String remedy) {
    if (faults.size() < FAULTS_MAX) {
      faults.add(new Problem.Fault(where, Problem.shorten(value), message, remedy));
    }
  }
}
