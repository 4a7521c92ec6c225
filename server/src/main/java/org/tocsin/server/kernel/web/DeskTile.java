// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.web;

/**
 * A figure on the desk's first page. A stage shows what waits in it by giving a bean of {@link
 * Source}; the desk need not know its tables.
 *
 * @param label what is counted, for example {@code Unread reports}
 * @param count how many
 * @param href the page that lists them
 * @param urgent whether somebody must act now; shown as danger when the count is not zero
 */
public record DeskTile(String label, long count, String href, boolean urgent) {

  /** Gives one figure; asked at every view, so it must be cheap. */
  public interface Source {
    /** Where it stands: the stage's number times ten; smaller is first. */
    int order();

    /** The figure now. */
    DeskTile tile();
  }
}
