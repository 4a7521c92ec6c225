// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

/**
 * How the same alert is laid out. All three say the same and read back equal.
 *
 * <p><b>The canonical form</b> is one sequence of bytes for one alert, to be hashed, compared or
 * signed:
 *
 * <ul>
 *   <li>UTF-8 without byte order mark, XML declaration, comments, or white space between elements;
 *   <li>elements in the order of the schema of CAP 1.2, whose namespace is the default one of
 *       {@code alert}; elements of one name in the order of the model; absent and empty values left
 *       out;
 *   <li>times in whole seconds with their own offset, UTC as {@code -00:00}; coordinates and radii
 *       as the shortest plain decimals that read back as the same number; altitude, ceiling and
 *       size as they are in the model;
 *   <li>texts without white space around them, and as they are within;
 *   <li>elements that CAP does not define after those it does, their namespace the default one;
 *       their attributes by namespace, then name, with prefixes {@code a1}, {@code a2} in that
 *       order;
 *   <li>signatures left out.
 * </ul>
 *
 * It is its own exclusive canonicalization (XML-EXC-C14N, without comments).
 */
public enum WriteForm {
  /** One element a line, two spaces a level, with an XML declaration: for people. */
  INDENTED,
  /** The canonical form after an XML declaration: for the wire. */
  COMPACT,
  /** One sequence of bytes for one alert. */
  CANONICAL
}
