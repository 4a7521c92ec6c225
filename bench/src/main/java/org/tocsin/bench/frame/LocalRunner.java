// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.frame;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;

/** A contender in this JVM: the child's side of a race, and all of it in tests. */
final class LocalRunner implements Runner {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final Contender contender;

  LocalRunner(Contender contender) {
    this.contender = contender;
  }

  @Override
  public long units() {
    return contender.units();
  }

  @Override
  public long bytes() {
    return contender.bytes();
  }

  @Override
  public Slice run(long passes) throws IOException {
    try {
      long processor = processorNanos();
      long wall = System.nanoTime();
      long sum = 0;
      for (long i = 0; i < passes; i++) {
        sum += contender.pass();
      }
      return new Slice(passes, System.nanoTime() - wall, processorNanos() - processor, sum);
    } catch (Exception e) {
      throw new IOException("a pass failed: " + e, e);
    }
  }

  private long processorNanos() throws Exception {
    return SYSTEM.getProcessCpuTime() + contender.processorNanosElsewhere();
  }

  @Override
  public List<String> answers() throws IOException {
    try {
      return contender.answers();
    } catch (Exception e) {
      throw new IOException("the answers failed: " + e, e);
    }
  }
}
