// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import org.tocsin.record.Hash;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The policies that this desk knows, read from the files beside this stage at the start. */
@Component
public class DutyTests {

  private final Map<String, DutyTest> tests = new TreeMap<>();

  DutyTests() {
    try {
      for (Resource file :
          new PathMatchingResourcePatternResolver().getResources("classpath:decide/*.yaml")) {
        DutyTest test = parse(file.getContentAsByteArray(), String.valueOf(file.getFilename()));
        tests.put(test.id(), test);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The duty tests cannot be read", e);
    }
  }

  /** Reads one policy; an {@link IllegalArgumentException} names file and field of a fault. */
  static DutyTest parse(byte[] yaml, String name) {
    Yaml reader = new Yaml(new SafeConstructor(new LoaderOptions()));
    Object root = reader.load(new String(yaml, StandardCharsets.UTF_8));
    Node node = new Node(name, root);
    return new DutyTest(
        node.text("id"),
        node.text("title"),
        node.text("citation"),
        node.list("victims").stream().map(each -> victims(name, each)).toList(),
        node.list("questions").stream()
            .map(each -> new Node(name + " questions", each))
            .map(each ->
                new DutyTest.Question(each.text("id"), each.text("text"), each.text("help")))
            .toList(),
        node.list("waivers").stream()
            .map(each -> new Node(name + " waivers", each))
            .map(each -> new DutyTest.Waiver(each.text("ground"), each.text("text")))
            .toList(),
        Duration.parse(new Node(name + " clocks", node.value("clocks")).text("decideWithin")),
        Hash.sha256(yaml).hex());
  }

  private static VictimClass victims(String name, Object word) {
    return VictimClass.find(String.valueOf(word))
        .orElseThrow(
            () -> new IllegalArgumentException(name + ": victims: '" + word + "' is no class"));
  }

  /** Every policy, by id. */
  public List<DutyTest> list() {
    return List.copyOf(tests.values());
  }

  /** The policy with this id. */
  public Optional<DutyTest> find(String id) {
    return Optional.ofNullable(tests.get(id));
  }

  /** A mapping of a policy's file. */
  private record Node(String where, Object value) {
    Object value(String field) {
      Object found = value instanceof Map<?, ?> map ? map.get(field) : null;
      if (found == null) {
        throw new IllegalArgumentException(where + ": '" + field + "' is missing");
      }
      return found;
    }

    String text(String field) {
      return String.valueOf(value(field));
    }

    List<Object> list(String field) {
      if (value(field) instanceof List<?> list) {
        return List.copyOf(list);
      }
      throw new IllegalArgumentException(where + ": '" + field + "' is no list");
    }
  }
}
