// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.indicators;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * A list of signs for one kind of danger, from a file beside this program: its first line is id,
 * title and what it is for, each further line hours and expectation, all between tabs.
 *
 * @param id names it in the API
 * @param title what people read
 * @param purpose for what danger it is
 * @param signs in the order of the file
 */
public record SignList(String id, String title, String purpose, List<Expected> signs) {

  /**
   * One expected sign.
   *
   * @param after from the begin of the assessed window; negative: before it
   */
  public record Expected(Duration after, String expectation) {}

  /** Copies the signs. */
  public SignList {
    signs = List.copyOf(signs);
  }

  /** All lists by id; a file with a fault stops the start, for it is ours. */
  static List<SignList> read() {
    try {
      List<SignList> lists = new ArrayList<>();
      for (Resource file :
          new PathMatchingResourcePatternResolver()
              .getResources("classpath:assess/indicators/*.tsv")) {
        lists.add(
            parse(
                String.valueOf(file.getFilename()),
                new String(file.getContentAsByteArray(), StandardCharsets.UTF_8)));
      }
      lists.sort(Comparator.comparing(SignList::id));
      return List.copyOf(lists);
    } catch (IOException e) {
      throw new UncheckedIOException("The lists of signs cannot be read", e);
    }
  }

  static SignList parse(String name, String text) {
    List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
    String[] head = lines.isEmpty() ? new String[0] : lines.getFirst().split("\t", -1);
    if (head.length != 3) {
      throw new IllegalStateException(name + ": line 1 is not id, title, purpose between tabs");
    }
    List<Expected> signs = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      String[] fields = lines.get(i).split("\t", -1);
      if (fields.length != 2 || !fields[0].matches("-?\\d{1,4}") || fields[1].isBlank()) {
        throw new IllegalStateException(
            "%s: line %d is not hours and expectation between a tab".formatted(name, i + 1));
      }
      signs.add(new Expected(Duration.ofHours(Long.parseLong(fields[0])), fields[1]));
    }
    return new SignList(head[0], head[1], head[2], signs);
  }
}
