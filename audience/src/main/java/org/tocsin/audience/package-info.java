// SPDX-License-Identifier: Apache-2.0
/**
 * Places, times and a danger: who is in the way? Takes watchers and a danger, gives the exact
 * audience and the reason for each member, never sends anything and never rounds anybody out.
 *
 * <p>Begin with {@link org.tocsin.audience.AudienceIndex}; lists of watchers are read by {@link
 * org.tocsin.audience.WatcherFiles}.
 *
 * <h2>When somebody is in the way</h2>
 *
 * <p>A watcher is in the way of a danger when the danger is meant for their kind, is of a category
 * they asked for, is at least as severe, urgent and certain as they asked, and at least one of
 * their places both <em>meets</em> an area of the danger and counts at some instant of its window.
 * Where the danger says {@code Unknown}, or either side names no category, the wish is met: in
 * doubt, warn. Languages never decide. A danger meant for venues and events of a size or type does
 * not concern those known to be smaller or of another type; who is neither is not touched by that.
 * Of an uncertain window the widest bounds decide.
 *
 * <ul>
 *   <li>Ground and area meet when they share a point. Edges, corners and end points belong to both.
 *   <li>Positions lie on a grid of 1e-7 degrees (about a centimetre); {@link
 *       org.tocsin.audience.Coordinates} rounds to it. Edges of polygons are straight in latitude
 *       and longitude, as CAP consumers draw them. Whether a point lies in a polygon, and whether
 *       two polygons share a point, is decided in whole numbers, without rounding.
 *   <li>Distances are great-circle distances on a sphere of radius 6,371,008.8 m, also the distance
 *       from a position to an edge. A distance that exceeds its limit by less than a micrometre
 *       counts as within it, and so does one of a corridor to a polygon by less than a millimetre.
 *   <li>A point with radius meets a polygon when the position is in it or some edge is within the
 *       radius; two circles meet when the distance of their centres is at most the sum of their
 *       radii.
 *   <li>Longitudes go round: -180 and 180 are one meridian, a ring whose next corner is more than
 *       180 degrees away crosses the antimeridian, and all longitudes of a pole are one point.
 *       {@link org.tocsin.audience.Polygon} tells the rest.
 *   <li>Windows and intervals include both ends. {@link org.tocsin.audience.When.WeeklyHours} goes
 *       by the clock on the wall.
 * </ul>
 */
@NullMarked
package org.tocsin.audience;

import org.jspecify.annotations.NullMarked;
