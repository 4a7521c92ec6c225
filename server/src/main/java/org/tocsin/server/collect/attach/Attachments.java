// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.attach;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tocsin.server.access.CurrentOfficer;
import org.tocsin.server.collect.CollectProblem;
import org.tocsin.server.kernel.IdMaker;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.kernel.web.ReportPanel;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;

/** The files that came with reports. */
@Service
public class Attachments implements ReportPanel {

  private final AttachmentStore store;
  private final Ledger ledger;
  private final CurrentOfficer officer;
  private final IdMaker ids;
  private final Clock clock;

  Attachments(
      AttachmentStore store, Ledger ledger, CurrentOfficer officer, IdMaker ids, Clock clock) {
    this.store = store;
    this.ledger = ledger;
    this.officer = officer;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Keeps files with a report that is there; bytes that the desk has are kept once. The entry holds
   * the hash, not the name.
   *
   * @return those that the report did not have
   */
  @Transactional
  public List<Attachment> keep(ReportId report, List<Upload.Checked> files) {
    String by = officer.find().map(person -> person.id().value()).orElse("system");
    List<Attachment> kept = new ArrayList<>();
    for (Upload.Checked file : files) {
      Attachment attachment =
          new Attachment(
              new AttachmentId(ids.next(AttachmentId.PREFIX)),
              file.name(),
              file.type().mediaType(),
              HexFormat.of().formatHex(sha256(file.bytes())),
              file.bytes().length,
              clock.instant().truncatedTo(ChronoUnit.MICROS));
      if (!store.insert(attachment, file.bytes(), report, by)) {
        continue;
      }
      Act act =
          Act.of("AttachmentKept")
              .about(report)
              .fact("attachment", attachment.id().value())
              .fact("sha256", attachment.sha256())
              .fact("mediaType", attachment.mediaType())
              .fact("size", attachment.size())
              .hides("name", attachment.name())
              .says("File kept with the report: " + attachment.mediaType());
      officer.find().ifPresent(person -> act.by(person.id()));
      ledger.append(act);
      kept.add(attachment);
    }
    return kept;
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  /** The files of a report, in the order of coming. */
  public List<Attachment> of(ReportId report) {
    return store.of(report);
  }

  /** What DKIM said of the mail that became this report, as a word; empty when it was none. */
  public java.util.Optional<String> dkim(ReportId report) {
    return store.dkim(report);
  }

  /** The bytes of a file; T1018 when there is none of this id. */
  public byte[] bytes(AttachmentId id) {
    return store
        .bytes(id)
        .orElseThrow(() -> CollectProblem.NO_ATTACHMENT.because("no file has the id " + id));
  }

  @Override
  public Map<ReportId, List<Link>> links(List<ReportId> reports) {
    Map<ReportId, List<Link>> links = new HashMap<>();
    store
        .beside(reports)
        .forEach((report, files) ->
            links.put(
                report,
                List.of(
                    new Link(
                        files == 0
                            ? "What came with it"
                            : files == 1 ? "1 file came with it" : files + " files came with it",
                        "/desk/reports/" + report + "/with"))));
    return links;
  }
}
