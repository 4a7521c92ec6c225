// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.representer.Representer;

/**
 * The OpenAPI document of the server, put together from the fragments that the stages keep in
 * {@code openapi/<stage>.yaml}. The fragment of the kernel brings what is common to all.
 *
 * <p>A path may be told by two stages, each with methods of its own. Every operation gets its stage
 * as a tag and, below {@code /api}, the problem as its default answer.
 */
final class ApiDocument {

  /** The order in which the stages stand in the document. */
  private static final List<String> STAGES =
      List.of(
          "kernel",
          "access",
          "collect",
          "read",
          "assess",
          "decide",
          "watch",
          "warn",
          "deliver",
          "publish",
          "answer",
          "outcome",
          "ledger",
          "record",
          "desk",
          "synthetic",
          "watchdog");

  private static final List<String> METHODS =
      List.of("get", "post", "put", "patch", "delete", "head");
  private static final String HEADING =
      """
      # Put together from src/main/resources/openapi by OpenApiTest; change the fragments there, then run
      # mvn -pl server test -Dtest=OpenApiTest -Ddocs.write=true
      """;

  private final Map<String, Object> root;

  private ApiDocument(Map<String, Object> root) {
    this.root = root;
  }

  /** Merges the fragments of a folder. */
  static ApiDocument of(Path folder) throws IOException {
    requireOnlyStages(folder);
    Map<String, Object> root = read(folder.resolve("kernel.yaml"));
    for (String stage : STAGES.subList(1, STAGES.size())) {
      Path fragment = folder.resolve(stage + ".yaml");
      if (Files.exists(fragment)) {
        Map<String, Object> part = read(fragment);
        section(part, "paths").forEach((path, methods) -> addPath(root, stage, path, map(methods)));
        section(part, "components")
            .forEach((kind, named) -> addComponents(root, stage, kind, map(named)));
      }
    }
    return new ApiDocument(root);
  }

  private static void requireOnlyStages(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      files
          .map(file -> file.getFileName().toString().replaceAll("\\.yaml$", ""))
          .filter(name -> !STAGES.contains(name))
          .findAny()
          .ifPresent(name -> {
            throw new IllegalStateException(
                "openapi/%s.yaml is of no stage; the stages are %s".formatted(name, STAGES));
          });
    }
  }

  private static Map<String, Object> read(Path file) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    try {
      return map(new Yaml(new SafeConstructor(options)).load(Files.readString(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void addPath(
      Map<String, Object> root, String stage, String path, Map<String, Object> methods) {
    Map<String, Object> there = section(section(root, "paths"), path);
    methods.forEach((method, operation) -> {
      if (METHODS.contains(method)) {
        complete(path, stage, map(operation));
      }
      Object before = there.putIfAbsent(method, operation);
      if (before != null && !before.equals(operation)) {
        throw new IllegalStateException(
            "openapi/%s.yaml tells %s %s otherwise than a stage before it"
                .formatted(stage, method, path));
      }
    });
  }

  private static void complete(String path, String stage, Map<String, Object> operation) {
    operation.put("tags", new ArrayList<>(List.of(stage)));
    if (path.startsWith("/api/")) {
      section(operation, "responses")
          .putIfAbsent(
              "default", new LinkedHashMap<>(Map.of("$ref", "#/components/responses/Problem")));
    }
  }

  private static void addComponents(
      Map<String, Object> root, String stage, String kind, Map<String, Object> named) {
    Map<String, Object> there = section(section(root, "components"), kind);
    named.forEach((name, component) -> {
      if (there.putIfAbsent(name, component) != null) {
        throw new IllegalStateException(
            "openapi/%s.yaml gives a second %s called %s".formatted(stage, kind, name));
      }
    });
  }

  /** The document as YAML. */
  String text() {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setWidth(120);
    options.setIndicatorIndent(2);
    options.setIndentWithIndicator(true);
    options.setDereferenceAliases(true);
    return HEADING + new Yaml(new Representer(options), options).dump(root);
  }

  /** Every operation as {@code GET /api/v1/cases/{id}}. */
  TreeSet<String> operations() {
    TreeSet<String> operations = new TreeSet<>();
    section(root, "paths")
        .forEach((path, methods) ->
            map(methods).keySet().stream()
                .filter(METHODS::contains)
                .forEach(method ->
                    operations.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path)));
    return operations;
  }

  /** Operations without a summary, without answers, or whose path names what no parameter does. */
  List<String> unfinished() {
    List<String> faults = new ArrayList<>();
    section(root, "paths")
        .forEach((path, methods) ->
            map(methods)
                .forEach((method, operation) -> {
                  if (METHODS.contains(method)) {
                    faults.addAll(faultsOf(path, map(methods), method, map(operation)));
                  }
                }));
    return faults;
  }

  private static List<String> faultsOf(
      String path, Map<String, Object> item, String method, Map<String, Object> operation) {
    List<String> faults = new ArrayList<>();
    String where = method + " " + path + ": ";
    if (String.valueOf(operation.get("summary")).length() < 5) {
      faults.add(where + "no summary");
    }
    if (section(operation, "responses").isEmpty()) {
      faults.add(where + "no responses");
    }
    String parameters = item.get("parameters") + " " + operation.get("parameters");
    for (String part : path.split("/", -1)) {
      String name = part.replaceAll(".*\\{(\\w+)}.*", "$1");
      if (part.contains("{") && !parameters.contains("name=" + name + ",")) {
        faults.add(where + "no parameter for {" + name + "}");
      }
    }
    return faults;
  }

  /** References that lead nowhere. */
  List<String> deadReferences() {
    List<String> dead = new ArrayList<>();
    visit(root, dead);
    return dead;
  }

  private void visit(Object node, List<String> dead) {
    if (node instanceof Map<?, ?> map) {
      map.forEach((key, value) -> {
        if ("$ref".equals(key) && !leadsSomewhere(String.valueOf(value))) {
          dead.add(String.valueOf(value));
        }
        visit(value, dead);
      });
    } else if (node instanceof List<?> list) {
      list.forEach(each -> visit(each, dead));
    }
  }

  private boolean leadsSomewhere(String reference) {
    Object at = root;
    for (String step : reference.replaceFirst("^#/", "").split("/", -1)) {
      at = at instanceof Map<?, ?> map ? map.get(step) : null;
    }
    return at != null;
  }

  private static Map<String, Object> section(Map<String, Object> parent, String name) {
    return map(parent.computeIfAbsent(name, _ -> new LinkedHashMap<String, Object>()));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object node) {
    return (Map<String, Object>) node;
  }
}
