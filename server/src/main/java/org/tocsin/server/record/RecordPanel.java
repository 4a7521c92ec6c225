// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.record;

import gg.jte.Content;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.web.CasePanel;
import org.tocsin.server.kernel.web.Page;
import org.tocsin.server.ledger.PublishedRecord;
import org.tocsin.server.ledger.Witnesses;

/** The case's part of the record: how many entries, and all of them in one file. */
@Component
class RecordPanel implements CasePanel {

  private final PublishedRecord record;
  private final Witnesses witnesses;
  private final Page page;

  RecordPanel(PublishedRecord record, Witnesses witnesses, Page page) {
    this.record = record;
    this.witnesses = witnesses;
    this.page = page;
  }

  @Override
  public int order() {
    return 90;
  }

  @Override
  public String anchor() {
    return "record";
  }

  @Override
  public String heading() {
    return "Record";
  }

  @Override
  public Optional<Content> show(CaseId caseId) {
    return Optional.of(
        page.content(
            "record/panel.jte",
            Map.of(
                "caseId", caseId.value(),
                "count", record.countOf(caseId),
                "state", record.state(),
                "asksWitnesses", witnesses.areAsked())));
  }
}
