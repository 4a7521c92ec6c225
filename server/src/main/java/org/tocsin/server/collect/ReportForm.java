// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect;

import org.tocsin.server.kernel.web.FormFields;

/** The fields of the form for a report, so that a refused one comes back as it was filled in. */
public record ReportForm(
    String text,
    String source,
    String title,
    String reliability,
    String credibility,
    String marking,
    String publishedAt) {
  static final ReportForm BLANK = new ReportForm("", "", "", "F", "6", "TLP:AMBER", "");

  /** What the page calls the fields. */
  public FormFields labels() {
    return new FormFields()
        .with("text", "Text, HTML page or CAP alert", "f-text")
        .with("source", "Source", "f-source")
        .with("publishedAt", "Published", "f-publishedAt")
        .with("title", "Title", "f-title");
  }
}
