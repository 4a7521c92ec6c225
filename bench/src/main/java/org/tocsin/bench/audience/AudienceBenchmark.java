// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.audience;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.tocsin.bench.frame.Benchmark;
import org.tocsin.bench.frame.Crew;
import org.tocsin.bench.frame.Crew.Part;
import org.tocsin.bench.frame.Effort;
import org.tocsin.bench.frame.Entrant.Role;
import org.tocsin.bench.frame.Member;
import org.tocsin.bench.frame.Table;
import org.tocsin.bench.frame.TimesTable;
import org.tocsin.bench.frame.Workload.Shown;

/**
 * Who is in the way of a danger, among millions at points: ours beside a scan of all, the R-tree of
 * JTS, Lucene and PostGIS. The same watchers and dangers for all, every wish and time included, and
 * ids compared.
 */
public final class AudienceBenchmark implements Benchmark.OfKeepers {
  private static final int SMALL = 20_000;

  /** The groups by size of audience begin with these shares of all watchers, in millionths. */
  private static final int[] GROUPS = {100, 1_000, 10_000, 70_000};

  private static final int MILLION = 1_000_000;

  /** The most dangers of each group: large ones take a database seconds. */
  private static final int[] ASKED = {12, 12, 6, 4};

  /** Much is done in a slice, so fewer and shorter ones tell as much. */
  private static final int ROUNDS = 7;

  private static final Duration SLICE = Duration.ofMillis(300);
  private static final Duration WARM_UP = Duration.ofSeconds(2);

  /** For a race after the first, as the compilers have seen most by then. */
  private static final Duration WARM_UP_AGAIN = Duration.ofSeconds(1);

  /** It asks for this module, to be faster. */
  private static final List<String> LUCENE_OPTIONS = List.of("--add-modules=jdk.incubator.vector");

  private final Path home;
  private final int watchers;

  /**
   * Sets how many watchers there are.
   *
   * @param home the project's folder
   */
  public AudienceBenchmark(Path home, int watchers) {
    this.home = home;
    this.watchers = watchers;
  }

  @Override
  public String name() {
    return "audience";
  }

  @Override
  public String purpose() {
    return "who is in the way of a danger, beside Lucene, PostGIS, JTS and a scan";
  }

  @Override
  public String setting() {
    return Integer.toString(watchers);
  }

  private Setting setting(boolean small) throws IOException {
    Shapes shapes = Shapes.load(home, small);
    return small
        ? new Setting(home, SMALL, 100, 500, shapes)
        : new Setting(home, watchers, 5_000, 10_000, shapes);
  }

  @Override
  public List<Member> members(boolean small) throws IOException {
    Setting setting = setting(small);
    int share = share(setting.watchers());
    List<Member> members = new ArrayList<>();
    members.add(new Member("tocsin", 256 + 280 * share, () -> TocsinDesk.of(setting)));
    members.add(new Member("scan", 256 + 60 * share, () -> ScanDesk.of(setting)));
    members.add(new Member("JTS", 256 + 260 * share, () -> JtsDesk.of(setting)));
    members.add(
        new Member("Lucene", 768 + 60 * share, LUCENE_OPTIONS, () -> LuceneDesk.of(setting)));
    if (Postgis.findLack(home).isEmpty()) {
      members.add(
          new Member(
              "PostGIS", 256 + 60 * share, () -> PostgisDesk.of(setting, 128 + 200 * share)));
    }
    return members;
  }

  /** Millions of watchers, rounded up: what heaps are measured by. */
  private static int share(int watchers) {
    return Math.ceilDiv(watchers, MILLION);
  }

  @Override
  public void run(Crew crew, Effort effort, PrintStream progress, Consumer<Table> done)
      throws IOException {
    Setting setting = setting(effort.small());
    String lack = Postgis.findLack(home).map(words -> ". " + words).orElse("");
    progress.print(lack.isEmpty() ? "" : lack + System.lineSeparator());
    int[] sizes = crew.answers("tocsin", "sizes").stream().mapToInt(Integer::parseInt).toArray();
    Duration warmUp = WARM_UP;
    for (int group = 0; group < GROUPS.length; group++) {
      int least = least(setting, group);
      int most = group + 1 < GROUPS.length ? least(setting, group + 1) : Integer.MAX_VALUE;
      int[] numbers =
          spread(
              IntStream.range(0, sizes.length)
                  .filter(n -> sizes[n] >= least && sizes[n] < most)
                  .toArray(),
              ASKED[group]);
      if (numbers.length > 0) {
        String name = "match-" + least;
        String what = what(setting, sizes, numbers);
        done.accept(match(crew, name, what, numbers, effort(effort, warmUp)));
        warmUp = WARM_UP_AGAIN;
      }
    }
    done.accept(reverse(crew, setting, effort(effort, WARM_UP)));
    done.accept(move(crew, setting, effort(effort, WARM_UP)));
    done.accept(costs(crew, members(effort.small()), lack));
  }

  private static Effort effort(Effort wanted, Duration warmUp) {
    return wanted.small() ? wanted : new Effort(warmUp, SLICE, ROUNDS, false);
  }

  /** Some of many, evenly. */
  private static int[] spread(int[] all, int most) {
    int n = Math.min(most, all.length);
    return IntStream.range(0, n).map(i -> all[i * all.length / n]).toArray();
  }

  private static String what(Setting setting, int[] sizes, int[] numbers) {
    int[] found = Arrays.stream(numbers).map(n -> sizes[n]).sorted().toArray();
    return "%d dangers that meet %,d to %,d of %,d watchers, %,d in the middle; shapes from %s"
        .formatted(
            found.length,
            found[0],
            found[found.length - 1],
            setting.watchers(),
            found[found.length / 2],
            setting.shapes().origin());
  }

  private static Table match(Crew crew, String name, String what, int[] numbers, Effort effort)
      throws IOException {
    String list =
        Arrays.stream(numbers).mapToObj(Integer::toString).collect(Collectors.joining(" "));
    List<Part> parts = new ArrayList<>();
    parts.add(new Part("tocsin", Role.OURS, "tocsin", "match set " + list));
    parts.add(new Part("tocsin, ids listed", Role.OURS, "tocsin", "match listed " + list));
    parts.add(new Part("scan", Role.PEER, "scan", "match all " + list));
    parts.add(new Part("JTS STRtree", Role.PEER, "JTS", "match tree " + list));
    parts.add(new Part("Lucene, filters", Role.PEER, "Lucene", "match filters " + list));
    parts.add(new Part("Lucene, values", Role.PEER, "Lucene", "match values " + list));
    parts.add(new Part("PostGIS, counted", Role.PEER, "PostGIS", "match counted " + list));
    parts.add(new Part("PostGIS, ids sent", Role.PEER, "PostGIS", "match sent " + list));
    parts.removeIf(part -> !crew.has(part.member()));
    return crew.race(name, what, "questions", Shown.TIMES, parts, effort);
  }

  private static Table reverse(Crew crew, Setting setting, Effort effort) throws IOException {
    return crew.race(
        "reverse",
        "which of %,d dangers hold a position at an instant".formatted(setting.inForce()),
        "positions",
        Shown.RATES,
        List.of(
            new Part("tocsin", Role.OURS, "tocsin", "reverse together"),
            new Part("tocsin, one by one", Role.OURS, "tocsin", "reverse"),
            new Part("scan", Role.PEER, "scan", "reverse"),
            new Part("JTS STRtree", Role.PEER, "JTS", "reverse")),
        effort);
  }

  /** The last, as it changes what is asked. */
  private static Table move(Crew crew, Setting setting, Effort effort) throws IOException {
    List<Part> parts = new ArrayList<>();
    parts.add(new Part("tocsin", Role.OURS, "tocsin", "move"));
    parts.add(new Part("scan, writes a column", Role.PEER, "scan", "move"));
    parts.add(new Part("Lucene", Role.PEER, "Lucene", "move"));
    parts.add(new Part("PostGIS", Role.PEER, "PostGIS", "move"));
    parts.removeIf(part -> !crew.has(part.member()));
    return crew.race(
        "move",
        "one at a time to somewhere in any city; what %,d such moves do to audiences is compared"
            .formatted(setting.moves()),
        "moves",
        Shown.RATES,
        parts,
        effort);
  }

  private static Table costs(Crew crew, List<Member> members, String lack) throws IOException {
    List<TimesTable.Row> rows = new ArrayList<>();
    for (Member member : members) {
      crew.quantities(member.name())
          .forEach((name, figure) -> {
            int unit = name.lastIndexOf(", ");
            rows.add(
                new TimesTable.Row(
                    member.name() + ": " + name.substring(0, unit),
                    name.substring(unit + 2),
                    List.of(figure)));
          });
      rows.add(
          new TimesTable.Row(
              member.name() + ": heap of its JVM", "MB", List.of((double) member.heapMegabytes())));
    }
    return new TimesTable("costs", "to keep the watchers" + lack, rows);
  }

  private static int least(Setting setting, int group) {
    return (int) ((long) setting.watchers() * GROUPS[group] / MILLION);
  }
}
