// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.phone;

import org.tocsin.server.kernel.web.FormFields;

/** The fields of the form for a call, so that a refused one comes back as it was filled in. */
public record PhoneForm(
    String said,
    boolean readBack,
    String calledAt,
    String source,
    String contact,
    String reliability,
    String credibility,
    String marking) {

  /** What the page calls the fields. */
  public FormFields labels() {
    return new FormFields()
        .with("said", "What the caller said", "f-said")
        .with("files", "Files that the caller sent", "f-files")
        .with("calledAt", "Time of the call", "f-calledAt")
        .with("source", "Source", "f-source")
        .with("contact", "Name and number of the caller", "f-contact");
  }
}
