// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect;

/** The fields of the form for a feed, as filled in. */
public record FeedForm(
    String url, String name, long minutes, long silentHours, String reliability, String marking) {
  static final FeedForm BLANK =
      new FeedForm("", "", 5, FeedDraft.SILENT_AFTER.toHours(), "F", "TLP:AMBER");
}
