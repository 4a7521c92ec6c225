// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The processor time of a process as Linux tells it in {@code /proc/PID/stat} (proc_pid_stat(5)),
 * in steps of 10 ms. Without {@code /proc}, or when the process has just ended, no time at all.
 *
 * @param own of its threads
 * @param ofChildren of those of its children that have ended and were waited for, and of theirs
 */
public record ProcStat(Duration own, Duration ofChildren) {
  private static final Duration TICK = Duration.ofMillis(10);

  // From the third field on, which follows the name in parentheses: utime, stime, cutime, cstime.
  private static final int UTIME = 11;

  /** Of a process by its number, or {@code self}. */
  public static ProcStat of(String pid) throws IOException {
    Path file = Path.of("/proc", pid, "stat");
    if (!Files.isReadable(file)) {
      return new ProcStat(Duration.ZERO, Duration.ZERO);
    }
    String stat = Files.readString(file);
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return new ProcStat(ticks(fields, UTIME), ticks(fields, UTIME + 2));
  }

  private static Duration ticks(String[] fields, int first) {
    return TICK.multipliedBy(Long.parseLong(fields[first]) + Long.parseLong(fields[first + 1]));
  }
}
