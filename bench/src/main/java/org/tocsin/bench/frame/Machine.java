// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.frame;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where it was measured.
 *
 * @param cores that the JVM may use
 * @param model the processor's name, or {@code unknown}
 * @param memoryMegabytes 2^20 bytes each
 * @param kernel name and version of the operating system
 * @param load how many threads wanted a core in the last minute, before anything was measured;
 *     negative when unknown
 */
public record Machine(int cores, String model, long memoryMegabytes, String kernel, double load) {
  /** This machine, now. */
  public static Machine here() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new Machine(
        Runtime.getRuntime().availableProcessors(),
        findModel(),
        system.getTotalMemorySize() >> 20,
        system.getName() + " " + system.getVersion() + " " + system.getArch(),
        system.getSystemLoadAverage());
  }

  private static String findModel() {
    try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    } catch (IOException e) {
      return "unknown"; // not Linux: a table without the model is better than none
    }
  }

  /** In a line. */
  public String words() {
    return "%d cores, %s, %,d MB, %s, load %.2f"
        .formatted(cores, model, memoryMegabytes, kernel, load);
  }

  /** For the file of results. */
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("cores", cores);
    json.put("model", model);
    json.put("memoryMegabytes", memoryMegabytes);
    json.put("kernel", kernel);
    json.put("load", load);
    return json;
  }
}
