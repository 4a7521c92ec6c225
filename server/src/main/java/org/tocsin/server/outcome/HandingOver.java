// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tocsin.server.access.CurrentOfficer;
import org.tocsin.server.assess.Cases;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.IdMaker;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;

/**
 * Hands a reckoning over: keeps its PDF and writes the hash of it into the record.
 *
 * <p>The hash goes into an entry, and the PDF beside the case bundle and not into it: so the bundle
 * keeps the form that any verifier knows, and an entry cannot be put in afterwards, which a file in
 * a bundle made today could.
 */
@Service
class HandingOver {

  /** How many of one case are kept: enough for every hearing, and no way to fill the disk. */
  static final int MOST = 100;

  private final HandedOverStore store;
  private final Reckonings reckonings;
  private final ReckoningPdf pdf;
  private final Cases cases;
  private final Ledger ledger;
  private final CurrentOfficer officer;
  private final IdMaker ids;
  private final Clock clock;

  HandingOver(
      HandedOverStore store,
      Reckonings reckonings,
      ReckoningPdf pdf,
      Cases cases,
      Ledger ledger,
      CurrentOfficer officer,
      IdMaker ids,
      Clock clock) {
    this.store = store;
    this.reckonings = reckonings;
    this.pdf = pdf;
    this.cases = cases;
    this.ledger = ledger;
    this.officer = officer;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * The case told back as of now, kept.
   *
   * @throws org.tocsin.server.kernel.Problem T3001 when there is no such case, T8010 when it has
   *     {@value #MOST} of them
   */
  @Transactional
  public HandedOver now(CaseId caseId) {
    Reckoning told = reckonings.of(caseId);
    store.lock(caseId);
    if (store.ofCase(caseId).size() >= MOST) {
      throw OutcomeProblem.TOO_MANY_RECKONINGS.because(
          "%s has %d reckonings that were handed over".formatted(caseId, MOST));
    }
    byte[] bytes = pdf.toHandOver(told);
    HandedOver made =
        new HandedOver(
            ReckoningId.next(ids),
            caseId,
            sha256(bytes),
            bytes.length,
            told.evidence().acts().count(),
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            officer.get().id());
    store.insert(made, bytes);
    ledger.append(
        Act.of("ReckoningHandedOver")
            .by(made.by())
            .inCase(caseId)
            .about(made.id())
            .fact("sha256", made.sha256())
            .fact("bytes", (long) made.bytes())
            .fact("acts", (long) made.acts())
            .says("Reckoning handed over as a PDF; SHA-256 " + made.sha256()));
    return made;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Those of a case, the newest first; T3001 when there is no such case. */
  public List<HandedOver> ofCase(CaseId caseId) {
    return store.ofCase(cases.get(caseId).id());
  }

  /** One of them; T8009 when there is none. */
  public HandedOver get(ReckoningId id) {
    return store
        .find(id)
        .orElseThrow(() ->
            OutcomeProblem.NO_RECKONING.because("no reckoning that was handed over is " + id));
  }

  /** The PDF as it was handed over; T8009 when there is none. */
  public byte[] pdf(ReckoningId id) {
    return store.pdf(get(id).id());
  }
}
