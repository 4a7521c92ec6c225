// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.Problem.Fault;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A part of a policy's text with its place in it. What is wrong is put on the list with line, path
 * and remedy, and reading goes on, so that all faults are told at once.
 */
final class PolicyNode {

  private static final int TEXT_MAX = 1_000;

  private final String path;
  private final int line;
  private final @Nullable Node node;
  private final List<Fault> faults;

  private PolicyNode(String path, int line, @Nullable Node node, List<Fault> faults) {
    this.path = path;
    this.line = line;
    this.node = node;
    this.faults = faults;
  }

  /** The whole of a text. */
  static PolicyNode root(@Nullable Node node, List<Fault> faults) {
    return new PolicyNode("", 1, node, faults);
  }

  /** Puts a fault of this part on the list. */
  void fault(String value, String message, String remedy) {
    String where = "line " + line + (path.isEmpty() ? "" : ", " + path);
    faults.add(new Fault(where, Problem.shorten(value), message, remedy));
  }

  /** Whether anything stands here. */
  boolean exists() {
    return node != null;
  }

  /** The fields of a mapping; unknown and repeated ones, and missing ones, are faults. */
  Map<String, PolicyNode> fields(Set<String> needed, Set<String> possible) {
    Map<String, PolicyNode> found = new LinkedHashMap<>();
    if (node instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
        PolicyNode here = at(path.isEmpty() ? key : path + "." + key, tuple.getValueNode());
        if (!needed.contains(key) && !possible.contains(key)) {
          here.fault(key, "is no field of this part", "use " + sorted(needed, possible));
        } else if (found.put(key, here) != null) {
          here.fault(key, "stands here twice", "keep one");
        }
      }
    } else if (node != null) {
      fault(words(), "is no mapping", "write 'name: value' lines with " + sorted(needed, possible));
    }
    for (String name : needed) {
      if (!found.containsKey(name)) {
        if (node == null || node instanceof MappingNode) {
          fault("", "'" + name + "' is missing", "add '" + name + ":'");
        }
      }
      found.computeIfAbsent(name, this::missing);
    }
    for (String name : possible) {
      found.computeIfAbsent(name, this::missing);
    }
    return found;
  }

  private PolicyNode missing(String name) {
    return new PolicyNode(path.isEmpty() ? name : path + "." + name, line, null, faults);
  }

  private static List<String> sorted(Set<String> needed, Set<String> possible) {
    List<String> all = new ArrayList<>(needed);
    all.addAll(possible);
    all.sort(null);
    return all;
  }

  private PolicyNode at(String where, Node value) {
    return new PolicyNode(where, value.getStartMark().getLine() + 1, value, faults);
  }

  /** The items of a list, at most so many; fewer than {@code least} is a fault. */
  List<PolicyNode> items(int least, int most) {
    List<PolicyNode> items = new ArrayList<>();
    if (node instanceof SequenceNode sequence) {
      for (Node item : sequence.getValue()) {
        items.add(at(path + "[" + items.size() + "]", item));
      }
      if (items.size() < least || items.size() > most) {
        fault(
            items.size() + " items",
            "is not a list of %d to %d".formatted(least, most),
            "write between %d and %d".formatted(least, most));
      }
    } else if (node != null) {
      fault(words(), "is no list", "write a list: '- …' lines, or [a, b]");
    }
    return items.size() > most ? items.subList(0, most) : items;
  }

  /** A text of 1 to 1,000 characters; empty with a fault when it is none. */
  String text() {
    if (node == null) {
      return "";
    }
    String found = words();
    if (found.isBlank() || found.length() > TEXT_MAX) {
      fault(
          found,
          "has %d characters".formatted(found.length()),
          "write a text of 1 to %d characters".formatted(TEXT_MAX));
    }
    return found.strip();
  }

  /** A word of this form. */
  String word(Pattern form, String remedy) {
    String found = text();
    if (node != null && !form.matcher(found).matches()) {
      fault(found, "has another form", remedy);
    }
    return found;
  }

  /** A value of a closed list; empty with a fault when it is none. */
  <T> Optional<T> oneOf(Function<String, Optional<T>> find, List<String> allowed) {
    if (node == null) {
      return Optional.empty();
    }
    Optional<T> found = find.apply(words());
    if (found.isEmpty()) {
      fault(words(), "is not known", "use one of " + allowed);
    }
    return found;
  }

  /** A whole number within these bounds; the lower one with a fault when it is none. */
  int number(int least, int most) {
    if (node == null) {
      return least;
    }
    String found = words();
    if (found.matches("\\d{1,4}")) {
      int value = Integer.parseInt(found);
      if (value >= least && value <= most) {
        return value;
      }
    }
    fault(found, "is no number of %d to %d".formatted(least, most), "write one between them");
    return least;
  }

  /** A length of time, a minute to thirty days; a minute with a fault when it is none. */
  Duration duration() {
    Duration least = Duration.ofMinutes(1);
    Duration most = Duration.ofDays(30);
    if (node == null) {
      return least;
    }
    try {
      Duration found = Duration.parse(words());
      if (found.compareTo(least) >= 0 && found.compareTo(most) <= 0) {
        return found;
      }
      fault(words(), "is not between a minute and 30 days", "write such as PT30M or PT4H");
    } catch (DateTimeParseException e) {
      fault(words(), "is no ISO 8601 duration", "write such as PT30M, PT4H or P1D");
    }
    return least;
  }

  private String words() {
    return node instanceof ScalarNode scalar ? scalar.getValue() : "";
  }
}
