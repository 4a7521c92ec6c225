// SPDX-License-Identifier: Apache-2.0
package org.tocsin.sim;

/**
 * One line of a file of watchers: one place and one channel of one watcher. Empty text means not
 * given. Every line stands on its own; further lines of the same id repeat what they do not add.
 *
 * @param id unique; starts with the kind ({@code person-00017}), or with {@code exercise-} for the
 *     few that a case names
 * @param name says that it is an exercise
 * @param kind person, venue, event, organisation or government
 * @param latitude of the place, or of the middle of its polygon, in degrees north
 * @param longitude likewise, in degrees east
 * @param radiusMetres 0 with a polygon
 * @param polygon WKT, longitude before latitude; empty for a point
 * @param from first instant at the place, RFC 3339 in UTC
 * @param until last instant at the place, RFC 3339 in UTC
 * @param openingHours weekly hours; see {@link SyntheticWatchers}
 * @param categories of CAP, separated by {@code |}; empty for all
 * @param minSeverity of CAP; empty for all
 * @param languages BCP 47, most wanted first, separated by {@code |}
 * @param channel email or webhook; empty for nobody can be reached this way
 * @param address of the channel
 * @param city round which they were placed; not part of the file
 */
public record WatcherRow(
    String id,
    String name,
    String kind,
    double latitude,
    double longitude,
    int radiusMetres,
    String polygon,
    String from,
    String until,
    String openingHours,
    String categories,
    String minSeverity,
    String languages,
    String channel,
    String address,
    String city) {

  /** The header line that {@link #appendTo} keeps to, without its line end. */
  public static final String HEADER =
      "id,name,kind,lat,lon,radiusMetres,polygon,from,until,openingHours,"
          + "categories,minSeverity,languages,channel,address";

  /** Appends the line as CSV with its line end. */
  public void appendTo(StringBuilder out) {
    out.append(id).append(',');
    field(out, name).append(',').append(kind).append(',');
    if (polygon.isEmpty()) {
      appendDegrees(out, latitude).append(',');
      appendDegrees(out, longitude).append(',').append(radiusMetres).append(",,");
    } else {
      out.append(",,,\"").append(polygon).append("\",");
    }
    out.append(from).append(',').append(until).append(',');
    field(out, openingHours)
        .append(',')
        .append(categories)
        .append(',')
        .append(minSeverity)
        .append(',')
        .append(languages);
    out.append(',').append(channel).append(',').append(address).append('\n');
  }

  private static StringBuilder field(StringBuilder out, String text) {
    String quote = text.indexOf(',') >= 0 ? "\"" : "";
    return out.append(quote).append(text).append(quote);
  }

  /** This line with another channel. */
  WatcherRow withChannel(String otherChannel, String otherAddress) {
    return new WatcherRow(
        id,
        name,
        kind,
        latitude,
        longitude,
        radiusMetres,
        polygon,
        from,
        until,
        openingHours,
        categories,
        minSeverity,
        languages,
        otherChannel,
        otherAddress,
        city);
  }

  /** This line for a stay elsewhere. */
  WatcherRow withStay(double lat, double lon, String stayFrom, String stayUntil) {
    return new WatcherRow(
        id,
        name,
        kind,
        lat,
        lon,
        radiusMetres,
        "",
        stayFrom,
        stayUntil,
        "",
        categories,
        minSeverity,
        languages,
        channel,
        address,
        city);
  }

  /** Degrees to five places (about a metre), without the cost of a general formatter. */
  static StringBuilder appendDegrees(StringBuilder out, double degrees) {
    long scaled = Math.round(Math.abs(degrees) * 100_000);
    if (degrees < 0 && scaled != 0) {
      out.append('-');
    }
    String places = Long.toString(100_000 + scaled % 100_000);
    return out.append(scaled / 100_000).append('.').append(places, 1, 6);
  }
}
