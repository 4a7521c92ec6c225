// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.attach;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.time.Clock;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tocsin.server.access.CurrentOfficer;
import org.tocsin.server.collect.CollectProblem;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.kernel.secret.Sealer;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;

/**
 * How whoever gave a report can be reached: sealed in the table, never in the record or in logs.
 * Each look at it is an entry; erasing it destroys its key.
 */
@Service
public class Contacts {

  /** The most characters of a contact. */
  public static final int LENGTH = 300;

  private final AttachmentStore store;
  private final Sealer sealer;
  private final Ledger ledger;
  private final CurrentOfficer officer;
  private final Clock clock;

  Contacts(
      AttachmentStore store, Sealer sealer, Ledger ledger, CurrentOfficer officer, Clock clock) {
    this.store = store;
    this.sealer = sealer;
    this.ledger = ledger;
    this.officer = officer;
    this.clock = clock;
  }

  /** Keeps it, sealed; in the transaction of the report, whose entry says that there is one. */
  public void keep(ReportId report, String contact) {
    store.insertContact(
        report, sealer.seal(contact.getBytes(UTF_8), report.value()), clock.instant());
  }

  /** Whether one is kept. */
  public boolean has(ReportId report) {
    return store.contact(report).isPresent();
  }

  /** Whether this is the one that is kept; tells whoever knows it nothing else. */
  public boolean isKept(ReportId report, String contact) {
    return store
        .contact(report)
        .map(sealed ->
            MessageDigest.isEqual(sealer.open(sealed, report.value()), contact.getBytes(UTF_8)))
        .orElse(false);
  }

  /** Shows it to the officer who asks, which is an entry; T1027 when there is none. */
  @Transactional
  public String show(ReportId report) {
    Sealer.Sealed sealed = store.contact(report).orElseThrow(() -> none(report));
    ledger.append(
        Act.of("ContactShown")
            .by(officer.get().id())
            .about(report)
            .says("An officer looked at how whoever gave the report can be reached"));
    return new String(sealer.open(sealed, report.value()), UTF_8);
  }

  /** Destroys it for ever; T1027 when there is none. */
  @Transactional
  public void erase(ReportId report) {
    if (!store.deleteContact(report)) {
      throw none(report);
    }
    ledger.append(
        Act.of("ContactErased")
            .by(officer.get().id())
            .about(report)
            .says("How whoever gave the report can be reached was erased"));
  }

  private static org.tocsin.server.kernel.Problem none(ReportId report) {
    return CollectProblem.NO_CONTACT.because("none is kept with " + report);
  }
}
