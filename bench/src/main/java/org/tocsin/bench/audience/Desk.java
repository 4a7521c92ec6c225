// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.audience;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tocsin.bench.frame.Contender;
import org.tocsin.bench.frame.Keeper;

/**
 * One who keeps all watchers and is asked. What it can be told to do:
 *
 * <pre>
 * sizes               how many each danger meets; answers only
 * match WAY N N N     the dangers of these numbers
 * move                watchers, in a random order
 * reverse [together]  positions, against many dangers in force; many at once
 * </pre>
 */
abstract class Desk implements Keeper {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  final Setting setting;
  final Watchers watchers;
  final List<Question> questions;
  private final Map<String, Double> quantities = new LinkedHashMap<>();

  Desk(Setting setting) throws IOException {
    this.setting = setting;
    watchers = new Watchers(setting.watchers());
    questions = Questions.toMatch(watchers.cities, setting.shapes());
  }

  /** Finds in a way that has a name here. */
  abstract Finder finder(String way) throws Exception;

  Mover mover() throws Exception {
    throw new IllegalStateException("nobody can be moved here");
  }

  Locator locator(List<Question> inForce) throws Exception {
    throw new IllegalStateException("nothing is located here");
  }

  /** The processor time that other processes have spent for this one so far. */
  long processorNanosElsewhere() throws Exception {
    return 0;
  }

  @Override
  public final Contender contender(String work) throws Exception {
    String[] words = work.split(" ", -1);
    return switch (words[0]) {
      case "sizes" -> new Sizes(questions, finder(""));
      case "match" -> {
        int[] numbers = Arrays.stream(words).skip(2).mapToInt(Integer::parseInt).toArray();
        yield new Matching(this, finder(words[1]), numbers);
      }
      case "move" -> new Moving(this, finder(""), mover());
      case "reverse" -> {
        List<Question> inForce =
            Questions.inForce(watchers.cities, setting.shapes(), setting.inForce());
        yield new Reversing(this, locator(inForce), words.length > 1);
      }
      default -> throw new IllegalArgumentException("no work is called " + words[0]);
    };
  }

  /** Something that takes time and is told of. */
  interface Step {
    void run() throws Exception;
  }

  /** Does it and tells how long it took. */
  final void timed(String name, Step step) throws Exception {
    long wall = System.nanoTime();
    long processor = SYSTEM.getProcessCpuTime() + processorNanosElsewhere();
    step.run();
    long spent = SYSTEM.getProcessCpuTime() + processorNanosElsewhere() - processor;
    tell(name + ", s", (System.nanoTime() - wall) / 1e9);
    tell(name + ", processor, s", spent / 1e9);
  }

  final void tell(String name, double figure) {
    quantities.put(name, figure);
  }

  /** Adds to what is told of ids that are found otherwise than they should. */
  final void tellRounding(int otherwise, int all) {
    quantities.merge(
        "found otherwise, as positions are rounded, ids", (double) otherwise, Double::sum);
    quantities.merge("of so many, ids", (double) all, Double::sum);
  }

  /**
   * The memory in use after rubbish was collected: four times, because the serial collector leaves
   * some dead objects where they lie in all but every fourth full collection.
   */
  static long heapBytes() {
    for (int run = 0; run < 4; run++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  final void tellMemory(long bytes) {
    tell("memory, bytes a watcher", bytes / (double) watchers.count);
  }

  @Override
  public Map<String, Double> quantities() throws Exception {
    return quantities;
  }
}
