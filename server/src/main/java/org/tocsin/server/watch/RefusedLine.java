// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.watch;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tocsin.audience.LineProblem;

/**
 * A line of a file that was refused or doubted: personal data.
 *
 * @param line its number, from 1
 * @param id of whom it speaks; empty where that cannot be read
 * @param raw its bytes as read
 * @param problems why it is kept
 */
record RefusedLine(long line, String id, byte[] raw, List<LineProblem> problems) {

  /** The line with its reasons, to be sealed. */
  byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(raw.length + 200);
    for (LineProblem problem : problems) {
      String words = problem.words().replaceAll("\\p{Cntrl}", " ");
      out.writeBytes((words + "\n").getBytes(StandardCharsets.UTF_8));
    }
    out.write('\n');
    out.writeBytes(raw);
    return out.toByteArray();
  }

  /** What {@link #bytes} wrote: the reasons in words, and the line. */
  record Opened(String reasons, byte[] raw) {
    static Opened of(byte[] bytes) {
      List<String> reasons = new ArrayList<>();
      int start = 0;
      for (int at = 0; at < bytes.length; at++) {
        if (bytes[at] == '\n') {
          if (at == start) {
            break;
          }
          reasons.add(new String(bytes, start, at - start, StandardCharsets.UTF_8));
          start = at + 1;
        }
      }
      return new Opened(
          String.join(" | ", reasons), Arrays.copyOfRange(bytes, start + 1, bytes.length));
    }
  }

  @Override
  public String toString() {
    return "RefusedLine[" + line + "]";
  }
}
