// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationElement;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.LoadableConstantEntry;
import java.lang.classfile.constantpool.MethodHandleEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The calls between the methods of compiled classes: which transactions change tables, and which of
 * those come to {@code Ledger.append}.
 *
 * <p>A transaction begins where a method is {@code @Transactional} (not read-only, not in the
 * caller's) or runs a {@code TransactionTemplate}; where the template runs what the caller hands
 * over, it begins in the caller. A call of an interface goes to all that implement it. It sees that
 * a transaction can leave an entry, not that it does on every branch.
 */
final class WritesAndEntries {

  private static final String OURS = "org/tocsin/server/";
  private static final String LEDGER = "org/tocsin/server/ledger/";
  private static final String TEMPLATE =
      "org/springframework/transaction/support/TransactionTemplate";
  private static final Pattern WRITING =
      Pattern.compile(
          "(?is)\\b(insert\\s+into|delete\\s+from|merge\\s+into|truncate|update\\s+\\w+\\.\\w+)\\b");

  /** A method by class, name and descriptor. */
  private record Key(String owner, String name, String descriptor) {
    /** As people name it; a lambda is part of the method that it stands in. */
    String words() {
      String method = name.startsWith("lambda$") ? name.split("\\$")[1] : name;
      return owner.substring(owner.lastIndexOf('/') + 1).replace('$', '.') + "." + method;
    }
  }

  private static final class Node {
    final Set<Key> calls = new HashSet<>();
    final Set<String> makes = new HashSet<>();
    boolean writes;
    boolean appends;
    boolean begins;
    boolean runsWhatIsHandedOver;
    boolean publishes;
    boolean listens;
    List<String> parameters = List.of();
  }

  private final Map<Key, Node> nodes = new HashMap<>();
  private final Map<String, Set<String>> subtypes = new HashMap<>();
  private final Map<String, String> supers = new HashMap<>();

  private WritesAndEntries() {}

  /** Reads all classes below these folders. */
  static WritesAndEntries of(Path... folders) {
    WritesAndEntries read = new WritesAndEntries();
    for (Path folder : folders) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
          read.add(ClassFile.of().parse(file));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    read.nodes.values().forEach(read::toImplementations);
    return read;
  }

  /** The transactions that change tables of a stage and cannot leave an entry. */
  SortedSet<String> silent() {
    SortedSet<String> found = new TreeSet<>();
    beginnings()
        .forEach(key -> {
          Set<Key> reached = reachedFrom(key, false);
          boolean writes = reached.stream().anyMatch(each -> node(each).writes);
          boolean appends = reached.stream().anyMatch(each -> node(each).appends);
          if (writes && !appends) {
            found.add(key.words());
          }
        });
    return found;
  }

  /** The methods that change tables and are part of no transaction that is begun in our code. */
  SortedSet<String> outside() {
    Set<Key> inside = new HashSet<>();
    beginnings().forEach(key -> inside.addAll(reachedFrom(key, true)));
    SortedSet<String> found = new TreeSet<>();
    nodes.forEach((key, node) -> {
      if (node.writes && !inside.contains(key)) {
        found.add(key.words());
      }
    });
    return found;
  }

  /** How many transactions leave an entry. */
  long speaking() {
    return beginnings().stream()
        .filter(key -> reachedFrom(key, false).stream().anyMatch(each -> node(each).appends))
        .count();
  }

  private Set<Key> beginnings() {
    Set<Key> found = new HashSet<>();
    nodes.forEach((key, node) -> {
      if (node.begins) {
        found.add(key);
      }
      if (node.calls.stream().anyMatch(called -> node(called).runsWhatIsHandedOver)) {
        found.add(key);
      }
    });
    return found;
  }

  private Node node(Key key) {
    return nodes.getOrDefault(key, new Node());
  }

  private Set<Key> reachedFrom(Key start, boolean withListeners) {
    Set<Key> seen = new HashSet<>(Set.of(start));
    Deque<Key> open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      Node node = node(open.remove());
      List<Key> next = new ArrayList<>(node.calls);
      if (withListeners && node.publishes) {
        nodes.forEach((key, other) -> {
          if (other.listens && other.parameters.stream().anyMatch(node.makes::contains)) {
            next.add(key);
          }
        });
      }
      next.stream().filter(seen::add).forEach(open::add);
    }
    return seen;
  }

  private void add(ClassModel model) {
    String owner = model.thisClass().asInternalName();
    model
        .superclass()
        .ifPresent(parent -> {
          supers.put(owner, parent.asInternalName());
          subtypes.computeIfAbsent(parent.asInternalName(), _ -> new HashSet<>()).add(owner);
        });
    model
        .interfaces()
        .forEach(each ->
            subtypes.computeIfAbsent(each.asInternalName(), _ -> new HashSet<>()).add(owner));
    boolean classBegins =
        begins(
            annotations(
                model
                    .findAttribute(Attributes.runtimeVisibleAnnotations())
                    .map(found -> found.annotations())
                    .orElse(List.of()),
                "Transactional"));
    for (MethodModel method : model.methods()) {
      Key key =
          new Key(owner, method.methodName().stringValue(), method.methodType().stringValue());
      Node node = new Node();
      nodes.put(key, node);
      List<Annotation> all =
          method
              .findAttribute(Attributes.runtimeVisibleAnnotations())
              .map(found -> found.annotations())
              .orElse(List.of());
      List<Annotation> own = annotations(all, "Transactional");
      node.begins = own.isEmpty() ? classBegins : begins(own);
      node.listens =
          all.stream().anyMatch(each -> each.className().stringValue().endsWith("EventListener;"));
      node.parameters =
          method.methodTypeSymbol().parameterList().stream()
              .map(type -> type.descriptorString().replaceAll("^L|;$", ""))
              .toList();
      method.code().ifPresent(code -> code.forEach(element -> read(owner, node, element)));
      node.writes &= !owner.startsWith(LEDGER);
      node.runsWhatIsHandedOver =
          node.begins
              && own.isEmpty()
              && node.parameters.stream().anyMatch(each -> each.startsWith("java/util/function/"));
    }
  }

  private static List<Annotation> annotations(List<Annotation> all, String name) {
    return all.stream()
        .filter(each -> each.className().stringValue().endsWith("/" + name + ";"))
        .toList();
  }

  private static boolean begins(List<Annotation> transactional) {
    return transactional.stream()
        .anyMatch(each -> each.elements().stream().noneMatch(WritesAndEntries::isNoBeginning));
  }

  /** Read-only, or part of the caller's, which is where it is looked at. */
  private static boolean isNoBeginning(AnnotationElement element) {
    return switch (element.value()) {
      case AnnotationValue.OfBoolean flag ->
          element.name().equalsString("readOnly") && flag.booleanValue();
      case AnnotationValue.OfEnum word -> word.constantName().equalsString("MANDATORY");
      default -> false;
    };
  }

  private static void read(String owner, Node node, CodeElement element) {
    switch (element) {
      case InvokeInstruction call -> {
        String called = call.owner().asInternalName();
        String name = call.name().stringValue();
        node.calls.add(new Key(called, name, call.type().stringValue()));
        node.appends |= called.equals(LEDGER + "Ledger") && name.startsWith("append");
        node.begins |= called.equals(TEMPLATE) && name.startsWith("execute");
        node.writes |= called.endsWith("/BinaryCopy") && name.equals("into");
        node.publishes |= name.equals("publishEvent");
      }
      case InvokeDynamicInstruction call ->
          call.invokedynamic().bootstrap().arguments().forEach(each -> read(node, each));
      case ConstantInstruction.LoadConstantInstruction load -> read(node, load.constantEntry());
      case NewObjectInstruction made -> node.makes.add(made.className().asInternalName());
      default -> {
        // Moves and arithmetic change no table.
      }
    }
  }

  private static void read(Node node, LoadableConstantEntry entry) {
    if (entry instanceof StringEntry text) {
      node.writes |= WRITING.matcher(text.stringValue()).find();
    } else if (entry instanceof MethodHandleEntry handle) {
      var reference = handle.reference();
      node.calls.add(
          new Key(
              reference.owner().asInternalName(),
              reference.name().stringValue(),
              reference.type().stringValue()));
    }
  }

  /**
   * Adds to each call of ours where it may really go: up to who inherits it, down to who overrides.
   */
  private void toImplementations(Node node) {
    Set<Key> more = new HashSet<>();
    for (Key call : node.calls) {
      if (call.owner().startsWith(OURS)) {
        below(call.owner(), new HashSet<>())
            .forEach(type -> more.add(new Key(type, call.name(), call.descriptor())));
        for (String up = supers.get(call.owner()); up != null; up = supers.get(up)) {
          more.add(new Key(up, call.name(), call.descriptor()));
        }
      }
    }
    node.calls.addAll(more);
  }

  private Set<String> below(String type, Set<String> found) {
    for (String each : subtypes.getOrDefault(type, Set.of())) {
      if (found.add(each)) {
        below(each, found);
      }
    }
    return found;
  }
}
