// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tocsin.record.Hash;
import org.tocsin.server.access.Role;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.Problem.Fault;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads a policy's text and checks it whole: form, and that what it refers to is there. A policy
 * can be stricter than two people and {@code in doubt: warn}, never laxer.
 */
final class PolicyReader {

  /** The most characters of a policy's text. */
  static final int LENGTH_MAX = 60_000;

  private static final Pattern POLICY_ID = Pattern.compile("[a-z][a-z0-9-]{2,39}");
  private static final Pattern ID = Pattern.compile("[a-zA-Z][a-zA-Z0-9]{0,39}");
  private static final String ID_REMEDY = "write a letter, then letters and digits, at most 40";
  private static final int QUESTIONS_MAX = 24;
  private static final List<String> RESULTS = List.of("warn", "noDuty", "waived");
  private static final List<String> CLASSES =
      Arrays.stream(VictimClass.values()).map(VictimClass::word).toList();

  private final String text;
  private final List<Fault> faults = new ArrayList<>();

  private PolicyReader(String text) {
    this.text = text;
  }

  /**
   * What a text says.
   *
   * @param test the policy; empty when there is a fault
   * @param faults everything that is wrong, with line and path
   */
  record Read(Optional<DutyTest> test, List<Fault> faults) {
    /** Copies the faults. */
    Read {
      faults = List.copyOf(faults);
    }
  }

  /** Reads a policy's text. */
  static Read read(String text) {
    PolicyReader reader = new PolicyReader(text);
    Optional<Node> root = reader.compose();
    if (root.isEmpty()) {
      return new Read(Optional.empty(), reader.faults);
    }
    DutyTest test = reader.policy(PolicyNode.root(root.get(), reader.faults));
    return new Read(reader.faults.isEmpty() ? Optional.of(test) : Optional.empty(), reader.faults);
  }

  private Optional<Node> compose() {
    if (text.length() > LENGTH_MAX) {
      faults.add(
          new Fault(
              "text",
              text.length() + " characters",
              "is longer than a policy may be",
              "use at most " + LENGTH_MAX));
      return Optional.empty();
    }
    LoaderOptions options = new LoaderOptions();
    options.setMaxAliasesForCollections(0);
    options.setNestingDepthLimit(10);
    options.setCodePointLimit(LENGTH_MAX);
    try {
      @Nullable Node root = new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
      if (root == null) {
        faults.add(new Fault("line 1", "", "is empty", "write a policy"));
      }
      return Optional.ofNullable(root);
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      faults.add(
          new Fault(
              "line " + line,
              "",
              "is no YAML: " + Problem.shorten(String.valueOf(e.getProblem())),
              "mend the indentation, quotes or brackets there"));
    } catch (YAMLException e) {
      faults.add(
          new Fault(
              "text",
              "",
              "is no YAML: " + Problem.shorten(String.valueOf(e.getMessage())),
              "write plain text without control characters and aliases"));
    }
    return Optional.empty();
  }

  private DutyTest policy(PolicyNode root) {
    Map<String, PolicyNode> fields =
        root.fields(
            Set.of(
                "id",
                "title",
                "citation",
                "reading",
                "victims",
                "questions",
                "inDoubt",
                "inDoubtFor",
                "waivers",
                "who",
                "clocks"),
            Set.of("thresholds", "record"));
    List<VictimClass> victims = classes(get(fields, "victims"));
    List<DutyTest.Question> questions =
        distinct(get(fields, "questions"), 1, this::question, DutyTest.Question::id);
    get(fields, "inDoubt").oneOf(word -> Optional.of(word).filter("warn"::equals), List.of("warn"));
    List<VictimClass> inDoubtFor = classes(get(fields, "inDoubtFor"));
    inDoubtFor.stream()
        .filter(each -> !victims.contains(each))
        .forEach(each ->
            get(fields, "inDoubtFor")
                .fault(each.word(), "is none of the policy's classes", "add it to 'victims' too"));
    return new DutyTest(
        get(fields, "id").word(POLICY_ID, "write 3 to 40 small letters, digits and dashes"),
        get(fields, "title").text(),
        get(fields, "citation").text(),
        get(fields, "reading").text(),
        victims,
        questions,
        thresholds(get(fields, "thresholds"), questions),
        inDoubtFor,
        distinct(get(fields, "waivers"), 0, this::waiver, DutyTest.Waiver::ground),
        who(get(fields, "who")),
        distinct(get(fields, "record"), 0, this::field, DutyTest.Field::id),
        clocks(get(fields, "clocks")),
        Hash.sha256(text.getBytes(StandardCharsets.UTF_8)).hex());
  }

  private static PolicyNode get(Map<String, PolicyNode> fields, String name) {
    return java.util.Objects.requireNonNull(fields.get(name));
  }

  private static List<VictimClass> classes(PolicyNode node) {
    return node.items(1, CLASSES.size()).stream()
        .flatMap(item -> item.oneOf(VictimClass::find, CLASSES).stream())
        .distinct()
        .toList();
  }

  private <T> List<T> distinct(
      PolicyNode list, int least, Function<PolicyNode, T> read, Function<T, String> id) {
    List<T> found = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (PolicyNode item : list.items(least, QUESTIONS_MAX)) {
      T each = read.apply(item);
      if (!names.add(id.apply(each))) {
        item.fault(id.apply(each), "is named twice", "give each a name of its own");
      }
      found.add(each);
    }
    return found;
  }

  private DutyTest.Question question(PolicyNode node) {
    Map<String, PolicyNode> fields = node.fields(Set.of("id", "text", "help"), Set.of());
    if (get(fields, "id").text().equals(Evidence.GROUND)) {
      get(fields, "id").fault(Evidence.GROUND, "is what a waiver rests on", "use another id");
    }
    return new DutyTest.Question(
        get(fields, "id").word(ID, ID_REMEDY),
        get(fields, "text").text(),
        get(fields, "help").text());
  }

  private DutyTest.Waiver waiver(PolicyNode node) {
    Map<String, PolicyNode> fields = node.fields(Set.of("ground", "text", "reconsider"), Set.of());
    return new DutyTest.Waiver(
        get(fields, "ground").word(ID, ID_REMEDY),
        get(fields, "text").text(),
        get(fields, "reconsider").text());
  }

  private DutyTest.Field field(PolicyNode node) {
    Map<String, PolicyNode> fields = node.fields(Set.of("id", "text", "when"), Set.of());
    Set<String> when =
        get(fields, "when").items(1, RESULTS.size()).stream()
            .flatMap(item ->
                item.oneOf(word -> Optional.of(word).filter(RESULTS::contains), RESULTS).stream())
            .collect(Collectors.toSet());
    return new DutyTest.Field(
        get(fields, "id").word(ID, ID_REMEDY), get(fields, "text").text(), when);
  }

  private List<DutyTest.Threshold> thresholds(PolicyNode list, List<DutyTest.Question> questions) {
    List<String> ids = questions.stream().map(DutyTest.Question::id).toList();
    if (!list.exists()) {
      return List.of(new DutyTest.Threshold("all", "All questions", ids));
    }
    List<DutyTest.Threshold> found =
        distinct(list, 1, node -> threshold(node, ids), DutyTest.Threshold::id);
    Set<String> used =
        found.stream().flatMap(each -> each.all().stream()).collect(Collectors.toSet());
    ids.stream()
        .filter(id -> !used.contains(id))
        .forEach(
            id -> list.fault(id, "is in no threshold", "add the question to one, or take it out"));
    return found;
  }

  private static DutyTest.Threshold threshold(PolicyNode node, List<String> ids) {
    Map<String, PolicyNode> fields = node.fields(Set.of("id", "text", "all"), Set.of());
    List<String> all =
        get(fields, "all").items(1, QUESTIONS_MAX).stream()
            .flatMap(
                item -> item.oneOf(word -> Optional.of(word).filter(ids::contains), ids).stream())
            .distinct()
            .toList();
    return new DutyTest.Threshold(
        get(fields, "id").word(ID, ID_REMEDY), get(fields, "text").text(), all);
  }

  private static DutyTest.Who who(PolicyNode node) {
    Map<String, PolicyNode> fields =
        node.fields(Set.of("propose", "agree", "noDuty", "waived"), Set.of());
    return new DutyTest.Who(
        roles(get(fields, "propose"), Role.OFFICER),
        roles(get(fields, "agree"), Role.APPROVER),
        agreement(get(fields, "noDuty")),
        agreement(get(fields, "waived")));
  }

  private static Set<Role> roles(PolicyNode node, Role least) {
    List<String> allowed =
        List.of(Role.COLLECTOR.word(), Role.OFFICER.word(), Role.APPROVER.word());
    Set<Role> found =
        node.items(1, allowed.size()).stream()
            .flatMap(item ->
                item
                    .oneOf(
                        word -> Optional.of(word).filter(allowed::contains).flatMap(Role::find),
                        allowed)
                    .stream())
            .collect(Collectors.toSet());
    if (node.exists() && !found.contains(least)) {
      node.fault(
          "", "lacks '" + least.word() + "'", "add it; a policy can ask for more, never for less");
    }
    return found;
  }

  private static DutyTest.Agreement agreement(PolicyNode node) {
    Map<String, PolicyNode> fields = node.fields(Set.of("agreements"), Set.of("post"));
    PolicyNode post = get(fields, "post");
    return new DutyTest.Agreement(
        get(fields, "agreements").number(1, 5),
        post.exists() ? Optional.of(post.word(ID, ID_REMEDY)) : Optional.empty());
  }

  private static DutyTest.Clocks clocks(PolicyNode node) {
    Map<String, PolicyNode> fields =
        node.fields(Set.of("readWithin", "proposeWithin", "decideWithin", "warnWithin"), Set.of());
    DutyTest.Clocks clocks =
        new DutyTest.Clocks(
            get(fields, "readWithin").duration(),
            get(fields, "proposeWithin").duration(),
            get(fields, "decideWithin").duration(),
            get(fields, "warnWithin").duration());
    requireOrder(get(fields, "proposeWithin"), clocks.readWithin(), clocks.proposeWithin());
    requireOrder(get(fields, "decideWithin"), clocks.proposeWithin(), clocks.decideWithin());
    requireOrder(get(fields, "warnWithin"), clocks.decideWithin(), clocks.warnWithin());
    return clocks;
  }

  private static void requireOrder(PolicyNode later, Duration before, Duration after) {
    if (later.exists() && after.compareTo(before) < 0) {
      later.fault(
          after.toString(),
          "is shorter than the step before it",
          "each is counted from the receipt; write at least " + before);
    }
  }
}
