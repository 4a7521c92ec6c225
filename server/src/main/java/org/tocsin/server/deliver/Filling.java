// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.tocsin.audience.Density;

/**
 * How the map of a warning fills in. Immutable as long as nobody writes into its arrays.
 *
 * @param grid counts the times that the cells were made anew
 * @param cells the cells with how many recipients each, larger ones first: {@link
 *     org.tocsin.audience.Spread}
 * @param told how many in each cell were told
 * @param answered how many in each cell have answered
 */
public record Filling(int grid, List<Density.Cell> cells, int[] told, int[] answered) {

  /**
   * One cell with what has become of those in it.
   *
   * @param count how many recipients
   */
  public record Filled(Density.Cell cell, int count, int told, int answered) {
    /** Its middle in words: degrees with a thousandth, some hundred metres. */
    public String middle() {
      double latitude = (cell.south() + cell.north()) / 2;
      double longitude = (cell.west() + cell.east()) / 2;
      return String.format(
          Locale.ROOT,
          "%.3f° %s, %.3f° %s",
          Math.abs(latitude),
          latitude < 0 ? "S" : "N",
          Math.abs(longitude),
          longitude < 0 ? "W" : "E");
    }
  }

  /** In how many cells everybody is told. */
  public long full() {
    return IntStream.range(0, told.length).filter(i -> told[i] == cells.get(i).count()).count();
  }

  /** In how many cells nobody is told yet. */
  public long untouched() {
    return IntStream.range(0, told.length).filter(i -> told[i] == 0).count();
  }

  /** The cells with most untold, most first. */
  public List<Filled> leastTold(int most) {
    return IntStream.range(0, told.length)
        .mapToObj(i -> new Filled(cells.get(i), cells.get(i).count(), told[i], answered[i]))
        .filter(each -> each.told() < each.count())
        .sorted(Comparator.comparingInt(each -> each.told() - each.count()))
        .limit(most)
        .toList();
  }

  /** The cells as JSON: south, west, north, east and how many, for each. */
  public String cellsJson() {
    return cells.stream()
        .map(cell ->
            String.format(
                Locale.ROOT,
                "[%.5f,%.5f,%.5f,%.5f,%d]",
                cell.south(),
                cell.west(),
                cell.north(),
                cell.east(),
                cell.count()))
        .collect(Collectors.joining(",", "[", "]"));
  }

  /** How many were told in each cell, with commas. */
  public String toldWords() {
    return words(told);
  }

  /** How many have answered in each cell, with commas. */
  public String answeredWords() {
    return words(answered);
  }

  private static String words(int[] counts) {
    return Arrays.stream(counts).mapToObj(Integer::toString).collect(Collectors.joining(","));
  }
}
