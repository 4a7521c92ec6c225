// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.frame;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keepers that are alive together and race in one work after another. They load one after another,
 * so none disturbs another's loading.
 */
public final class Crew implements AutoCloseable {
  private final Map<String, Host> hosts;
  private final PrintStream progress;

  private Crew(Map<String, Host> hosts, PrintStream progress) {
    this.hosts = hosts;
    this.progress = progress;
  }

  /**
   * Somebody who takes part in one race of a crew.
   *
   * @param name what the table calls it
   * @param role what it is compared as
   * @param member who does the work
   * @param work what the member is told to do
   */
  public record Part(String name, Entrant.Role role, String member, String work) {}

  /** Starts something; may fail. */
  @FunctionalInterface
  private interface Start {
    Host start(Member member) throws IOException;
  }

  /**
   * Each in a JVM of its own.
   *
   * @param mainClass whose {@code main} calls {@link Child#serve(Member)}
   * @param arguments given to it, followed by the member's name
   */
  public static Crew forked(
      List<Member> members, Class<?> mainClass, List<String> arguments, PrintStream progress)
      throws IOException {
    return start(
        members,
        progress,
        member -> {
          List<String> command = new ArrayList<>(List.of(mainClass.getName()));
          command.addAll(arguments);
          command.add(member.name());
          return new ForkedHost(member.name(), member.heapMegabytes(), member.options(), command);
        });
  }

  /** All in this JVM: shows that they work, says nothing about how fast. */
  public static Crew here(List<Member> members, PrintStream progress) throws IOException {
    return start(members, progress, LocalHost::of);
  }

  private static Crew start(List<Member> members, PrintStream progress, Start start)
      throws IOException {
    Map<String, Host> hosts = new LinkedHashMap<>();
    Crew crew = new Crew(hosts, progress);
    try {
      for (Member member : members) {
        progress.println("  loading " + member.name());
        hosts.put(member.name(), start.start(member));
      }
      return crew;
    } catch (IOException | RuntimeException e) {
      crew.close();
      throw e;
    }
  }

  /** Lets them race in one work; the first part is ours. */
  public RaceTable race(
      String name, String what, String unit, Workload.Shown shown, List<Part> parts, Effort effort)
      throws IOException {
    List<Entrant> entrants =
        parts.stream().map(part -> new Entrant(part.name(), part.role(), Crew::neverMade)).toList();
    progress.println(name);
    return new Race(new Workload(name, what, unit, shown, entrants), effort, progress)
        .run(entrant -> {
          Part part =
              parts.stream().filter(p -> p.name().equals(entrant.name())).findFirst().orElseThrow();
          return host(part.member()).runner(part.work());
        });
  }

  private static Contender neverMade() {
    throw new AssertionError("a member of a crew is made once, not for each race");
  }

  /** Whether somebody of this name is in it. */
  public boolean has(String member) {
    return hosts.containsKey(member);
  }

  /** What comes of a work, without a race. */
  public List<String> answers(String member, String work) throws IOException {
    return host(member).runner(work).answers();
  }

  /** See {@link Keeper#quantities()}. */
  public Map<String, Double> quantities(String member) throws IOException {
    return host(member).quantities();
  }

  private Host host(String member) {
    Host host = hosts.get(member);
    if (host == null) {
      throw new IllegalArgumentException("nobody in the crew is called " + member);
    }
    return host;
  }

  @Override
  public void close() {
    hosts.values().forEach(Host::close);
  }
}
