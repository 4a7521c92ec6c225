// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tocsin.server.world.ServerWorld;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * FEATURE UNDER TEST: every metric is documented, and everything documented, drawn or alerted on is
 * a metric that a server gives.
 */
class MetricsDocTest {
  private static final Path OPERATE = Path.of("..", "docs", "operate");
  private static final Pattern SAMPLE =
      Pattern.compile("^([a-z_:][a-z0-9_:]*)(?:\\{(.*)})? \\S+$", Pattern.MULTILINE);
  private static final Pattern LABEL = Pattern.compile("([a-z_]+)=");

  /** Prometheus' own, and what it adds to every sample. */
  private static final Set<String> FOREIGN = Set.of("up");

  private static final Set<String> ADDED_LABELS = Set.of("instance", "job");

  /** What of PromQL these files use. */
  private static final Set<String> WORDS =
      Set.of(
          "sum",
          "max",
          "min",
          "by",
          "rate",
          "increase",
          "topk",
          "and",
          "or",
          "unless",
          "on",
          "vector",
          "label_values",
          "instance");

  /** Every sample's name with the labels it has. */
  private static final Map<String, Set<String>> SAMPLES = new TreeMap<>();

  /** Every family of Tocsin's own with its type. */
  private static final Map<String, String> FAMILIES = new TreeMap<>();

  @BeforeAll
  static void scrape() {
    ServerWorld world = ServerWorld.running();
    world.beat();
    // The first request is counted when it has been answered.
    world.nobody().get("/metrics");
    String scraped = world.nobody().get("/metrics").body();
    SAMPLE
        .matcher(scraped)
        .results()
        .forEach(sample ->
            SAMPLES.computeIfAbsent(sample.group(1), _ -> new TreeSet<>()).addAll(labels(sample)));
    Pattern.compile("^# TYPE (tocsin_\\S+) (\\S+)$", Pattern.MULTILINE)
        .matcher(scraped)
        .results()
        .forEach(type -> FAMILIES.put(type.group(1), type.group(2)));
    // The longest of a time comes as a family of its own.
    FAMILIES
        .keySet()
        .removeIf(name ->
            name.endsWith("_max") && FAMILIES.containsKey(name.substring(0, name.length() - 4)));
  }

  private static List<String> labels(MatchResult sample) {
    return sample.group(2) == null
        ? List.of()
        : LABEL.matcher(sample.group(2)).results().map(label -> label.group(1)).toList();
  }

  private static String text(String... path) throws IOException {
    return Files.readString(OPERATE.resolve(Path.of("", path)));
  }

  @Test
  void everyMetricIsDocumentedWithItsLabelsAndNoOther() throws IOException {
    Map<String, Set<String>> documented = new TreeMap<>();
    Pattern.compile("^\\| `(tocsin_[a-z0-9_]+)(?:\\{([^}]*)})?` \\|", Pattern.MULTILINE)
        .matcher(text("health-and-metrics.md"))
        .results()
        .forEach(row ->
            documented.put(
                row.group(1),
                row.group(2) == null
                    ? Set.of()
                    : new TreeSet<>(Arrays.asList(row.group(2).split(", ", -1)))));
    documented.keySet().removeIf(MetricsDocTest::isAwaited);
    assertThat(documented.keySet()).isEqualTo(FAMILIES.keySet());
    documented.forEach((name, labels) -> {
      String sample = FAMILIES.getOrDefault(name, "").equals("summary") ? name + "_count" : name;
      assertThat(SAMPLES.get(sample)).as("the labels of %s", name).isEqualTo(labels);
    });
  }

  @Test
  void everyAlertStandsOnMetricsThatThereAreAndSaysWhatToDo() throws IOException {
    Map<String, Object> file =
        new Yaml(new SafeConstructor(new LoaderOptions()))
            .load(text("prometheus", "tocsin-rules.yml"));
    List<String> names = new ArrayList<>();
    for (Object group : (List<?>) file.get("groups")) {
      for (Object each : (List<?>) ((Map<?, ?>) group).get("rules")) {
        Map<?, ?> rule = (Map<?, ?>) each;
        String name = String.valueOf(rule.get("alert"));
        names.add(name);
        assertKnown(name, String.valueOf(rule.get("expr")));
        assertThat(String.valueOf(((Map<?, ?>) rule.get("annotations")).get("action")))
            .as("what to do on %s", name)
            .hasSizeGreaterThan(20);
        assertThat(((Map<?, ?>) rule.get("labels")).get("severity")).isIn("page", "ticket", "none");
      }
    }
    assertThat(names)
        .doesNotHaveDuplicates()
        .contains(
            "TocsinOldestUnsentLethal",
            "TocsinDeliveriesFail",
            "TocsinHostsResting",
            "TocsinRecordBehind",
            "TocsinWatchdogNotFed",
            "TocsinDecisionOverdue",
            "TocsinDiskFull",
            "TocsinLeasesLost");
  }

  @Test
  void everyPanelOfTheDashboardDrawsMetricsThatThereAre() throws IOException {
    JsonNode board = JsonMapper.shared().readTree(text("grafana", "tocsin.json"));
    int panels = 0;
    Set<Integer> ids = new HashSet<>();
    for (JsonNode panel : board.get("panels")) {
      assertThat(ids.add(panel.get("id").asInt())).as("ids are given once").isTrue();
      if (!panel.get("type").asString().equals("row")) {
        panels++;
        String title = panel.get("title").asString();
        assertThat(panel.get("description").asString()).as(title).isNotBlank();
        assertThat(panel.get("targets")).as(title).isNotEmpty();
        panel.get("targets").forEach(target -> assertKnown(title, target.get("expr").asString()));
      }
    }
    assertThat(panels).isGreaterThan(15);
    board
        .at("/templating/list")
        .forEach(variable -> assertKnown("variable", variable.path("definition").asString("")));
  }

  /** That a query names metrics and labels that there are, and nothing that nobody knows. */
  private static void assertKnown(String where, String query) {
    String bare = query.replaceAll("\"[^\"]*\"", "").replaceAll("\\[\\w+]", "");
    Pattern.compile("([a-z_:][a-z0-9_:]*)\\{([^}]*)}")
        .matcher(bare)
        .results()
        .forEach(selector -> {
          Set<String> labels = SAMPLES.getOrDefault(selector.group(1), Set.of());
          for (String matcher : selector.group(2).split(",", -1)) {
            String label = matcher.split("[=!]", -1)[0];
            assertThat(
                    ADDED_LABELS.contains(label)
                        || labels.contains(label)
                        || isAwaited(selector.group(1)))
                .as("%s: the label %s of %s", where, label, selector.group(1))
                .isTrue();
          }
        });
    String names = bare.replaceAll("\\{[^}]*}", " ").replaceAll("\\bby\\s*\\([^)]*\\)", " ");
    Pattern.compile("(?<![0-9.])[a-z_:][a-z0-9_:]*")
        .matcher(names)
        .results()
        .map(MatchResult::group)
        .filter(name -> !WORDS.contains(name) && !FOREIGN.contains(name) && !isAwaited(name))
        .forEach(name -> assertThat(SAMPLES).as("%s: %s", where, query).containsKey(name));
  }

  /** The watchdog is a package of its own; a server without it has none of its metrics. */
  private static boolean isAwaited(String name) {
    return name.startsWith("tocsin_watchdog_")
        && SAMPLES.keySet().stream().noneMatch(each -> each.startsWith("tocsin_watchdog_"));
  }
}
