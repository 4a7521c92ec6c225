// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A command's arguments, told apart into options with a value ({@code --at TIME} or {@code
 * --at=TIME}), flags and the rest. After {@code --} everything is the rest, and {@code -} alone
 * always is.
 */
final class Arguments {
  private final String usage;
  private final Map<String, List<String>> values = new LinkedHashMap<>();
  private final List<String> rest = new ArrayList<>();

  private Arguments(String usage) {
    this.usage = usage;
  }

  /**
   * @param usage the command's form, shown with every refusal
   * @param withValue options that take a value, such as {@code --at}
   * @param flags options that take none
   * @throws UsageException for an unknown option or a missing value
   */
  static Arguments parse(
      List<String> given, String usage, Set<String> withValue, Set<String> flags) {
    Arguments arguments = new Arguments(usage);
    for (int i = 0; i < given.size(); i++) {
      String word = given.get(i);
      if (word.equals("--")) {
        arguments.rest.addAll(given.subList(i + 1, given.size()));
        break;
      }
      if (!word.startsWith("-") || word.equals("-")) {
        arguments.rest.add(word);
        continue;
      }
      String name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
      if (withValue.contains(name)) {
        boolean joined = name.length() < word.length();
        if (!joined && i + 1 == given.size()) {
          throw arguments.refusal(name + " needs a value");
        }
        arguments.put(name, joined ? word.substring(name.length() + 1) : given.get(++i));
      } else if (flags.contains(word)) {
        arguments.put(word, "");
      } else {
        throw arguments.refusal("unknown option " + word);
      }
    }
    return arguments;
  }

  private void put(String name, String value) {
    values.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
  }

  UsageException refusal(String what) {
    return new UsageException(what + "\nusage: " + usage);
  }

  boolean has(String flag) {
    return values.containsKey(flag);
  }

  List<String> list(String option) {
    return List.copyOf(values.getOrDefault(option, List.of()));
  }

  /** The value of an option that may be given once. */
  Optional<String> find(String option) {
    List<String> given = list(option);
    if (given.size() > 1) {
      throw refusal(option + " is given " + given.size() + " times; once is enough");
    }
    return given.stream().findFirst();
  }

  String get(String option) {
    return find(option).orElseThrow(() -> refusal(option + " is missing"));
  }

  List<String> rest() {
    return List.copyOf(rest);
  }
}
