// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.util.ArrayList;
import java.util.List;

/**
 * What changed between two texts, line by line: the longest common subsequence stays. Texts are at
 * most a policy's length, so that a table of both is small enough.
 */
public final class LineDiff {

  private static final int LINES_MAX = 2_000;
  private static final int AROUND = 2;

  private LineDiff() {}

  /** What became of a line. */
  public enum Kind {
    SAME(" "),
    ADDED("+"),
    REMOVED("-"),
    GAP("…");

    private final String mark;

    Kind(String mark) {
      this.mark = mark;
    }

    /** What stands before it. */
    public String mark() {
      return mark;
    }
  }

  /** One line. */
  public record Line(Kind kind, String text) {}

  /** The lines that changed, with two around each; empty when nothing did. */
  static List<Line> between(String before, String after) {
    List<String> a = before.lines().limit(LINES_MAX).toList();
    List<String> b = after.lines().limit(LINES_MAX).toList();
    int[][] common = new int[a.size() + 1][b.size() + 1];
    for (int i = a.size() - 1; i >= 0; i--) {
      for (int j = b.size() - 1; j >= 0; j--) {
        common[i][j] =
            a.get(i).equals(b.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    List<Line> all = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < a.size() || j < b.size()) {
      if (i < a.size() && j < b.size() && a.get(i).equals(b.get(j))) {
        all.add(new Line(Kind.SAME, a.get(i)));
        i++;
        j++;
      } else if (i < a.size() && (j == b.size() || common[i + 1][j] >= common[i][j + 1])) {
        all.add(new Line(Kind.REMOVED, a.get(i++)));
      } else {
        all.add(new Line(Kind.ADDED, b.get(j++)));
      }
    }
    return near(all);
  }

  private static List<Line> near(List<Line> all) {
    List<Line> shown = new ArrayList<>();
    boolean gap = false;
    for (int i = 0; i < all.size(); i++) {
      boolean near =
          all.subList(Math.max(0, i - AROUND), Math.min(all.size(), i + AROUND + 1)).stream()
              .anyMatch(each -> each.kind() != Kind.SAME);
      if (near) {
        shown.add(all.get(i));
      } else if (!gap) {
        shown.add(new Line(Kind.GAP, ""));
      }
      gap = !near;
    }
    return shown.stream().allMatch(each -> each.kind() == Kind.GAP) ? List.of() : shown;
  }
}
