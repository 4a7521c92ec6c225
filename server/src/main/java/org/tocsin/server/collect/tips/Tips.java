// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.tips;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tocsin.server.access.CurrentOfficer;
import org.tocsin.server.access.Officer;
import org.tocsin.server.collect.CollectProblem;
import org.tocsin.server.collect.Grade;
import org.tocsin.server.collect.Intake;
import org.tocsin.server.collect.Reports;
import org.tocsin.server.collect.attach.Attachments;
import org.tocsin.server.collect.attach.Contacts;
import org.tocsin.server.collect.attach.Upload;
import org.tocsin.server.kernel.IdMaker;
import org.tocsin.server.kernel.Marking;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.Problem.Fault;
import org.tocsin.server.kernel.ProblemType;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.kernel.Text;
import org.tocsin.server.kernel.web.ReportPanel;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;

/** Takes tips of people who need not say who they are. */
@Service
class Tips implements ReportPanel {

  static final String VIA = "tip";

  /** What reports of tips give as their source; the desk may grade it. */
  static final String SOURCE = "Public tip form";

  private static final int WORDS_LENGTH = 20_000;
  private static final int QUESTION_LENGTH = 2_000;
  private static final int TITLE_LENGTH = 100;

  private final TipSettings settings;
  private final TipStore store;
  private final Reports reports;
  private final Attachments attachments;
  private final Contacts contacts;
  private final Ledger ledger;
  private final CurrentOfficer officer;
  private final IdMaker ids;
  private final Clock clock;
  private final RandomGenerator random = new SecureRandom();

  Tips(
      TipSettings settings,
      TipStore store,
      Reports reports,
      Attachments attachments,
      Contacts contacts,
      Ledger ledger,
      CurrentOfficer officer,
      IdMaker ids,
      Clock clock) {
    this.settings = settings;
    this.store = store;
    this.reports = reports;
    this.attachments = attachments;
    this.contacts = contacts;
    this.ledger = ledger;
    this.officer = officer;
    this.ids = ids;
    this.clock = clock;
  }

  /** T1020 when no tips are taken. */
  void requireOn() {
    if (!settings.enabled()) {
      throw CollectProblem.TIPS_OFF.because("the form is not switched on");
    }
  }

  /** What to do when life is in danger now. */
  String emergency() {
    return settings.emergency();
  }

  boolean on() {
    return settings.enabled();
  }

  /**
   * Keeps a tip as a report; gives the code of its receipt, which is shown once.
   *
   * @param contact how the tipster can be reached, sealed; empty when they do not want that
   * @throws Problem T1022 with every fault, T1017 for a file that is not taken
   */
  @Transactional
  ReceiptCode give(String words, String contact, List<Upload> files) {
    String said = Text.storable(words);
    List<Upload.Checked> checked = check(said, contact, files);
    TipId id = new TipId(ids.next(TipId.PREFIX));
    ReceiptCode code = ReceiptCode.next(random);
    store.insert(id, code.sha256(), now());
    ReportId report = keep(id, "Tip", said, checked);
    if (!contact.isBlank()) {
      contacts.keep(report, contact.strip());
    }
    ledger.append(
        Act.of("TipReceived")
            .about(report)
            .fact("tip", id.value())
            .fact("contactKept", !contact.isBlank())
            .fact("files", checked.size())
            .says("Tip received from the public"));
    return code;
  }

  /** Adds to a tip by the code of its receipt; T1023 when there is none. */
  @Transactional
  void more(String code, String words, List<Upload> files) {
    // First, so that whoever mistyped the code is told that before anything else.
    TipId id = find(code);
    String said = Text.storable(words);
    List<Upload.Checked> checked = check(said, "", files);
    ReportId report = keep(id, "Tip, more", said, checked);
    ledger.append(
        Act.of("TipContinued")
            .about(report)
            .fact("tip", id.value())
            .fact("files", checked.size())
            .says("A tipster has added something"));
  }

  private TipId find(String code) {
    return store
        .byCode(ReceiptCode.sha256(code))
        .orElseThrow(() -> CollectProblem.NO_TIP.because("no tip has this code"));
  }

  /** What the desk has asked whoever holds this code, oldest first; their own words stay away. */
  List<TipLine> questions(String code) {
    return store.lines(find(code)).stream().filter(line -> line.question().isPresent()).toList();
  }

  private List<Upload.Checked> check(String words, String contact, List<Upload> files) {
    List<Fault> faults = new ArrayList<>();
    length(faults, "words", words, 1, WORDS_LENGTH);
    length(faults, "contact", contact, 0, Contacts.LENGTH);
    ProblemType type = faults.isEmpty() ? CollectProblem.BAD_ATTACHMENT : CollectProblem.BAD_TIP;
    List<Upload.Checked> checked = Upload.check(files, faults);
    if (!faults.isEmpty()) {
      throw new Problem(type, faults.getFirst().message(), faults);
    }
    return checked;
  }

  private static void length(List<Fault> faults, String where, String text, int least, int most) {
    int length = text.strip().length();
    if (length < least || length > most) {
      faults.add(
          new Fault(
              where,
              "",
              length == 0 ? "is empty" : "has %d characters".formatted(length),
              least == 0
                  ? "write at most %d characters".formatted(most)
                  : "write %,d to %,d characters".formatted(least, most)));
    }
  }

  /** The first line tells two tips with the same words apart: the second tipster is news. */
  private ReportId keep(TipId id, String what, String words, List<Upload.Checked> files) {
    String text = "%s (%s)\n\n%s\n".formatted(what, ids.next(TipId.PREFIX), words.strip());
    ReportId report =
        reports
            .receive(
                new Intake(
                    text.getBytes(UTF_8),
                    "text/plain;charset=utf-8",
                    Optional.of(what + ": " + Text.line(words, TITLE_LENGTH)),
                    SOURCE,
                    Grade.UNJUDGED,
                    Marking.AMBER,
                    VIA,
                    Optional.empty()))
            .getFirst()
            .id();
    attachments.keep(report, files);
    store.insertReport(id, report, now());
    return report;
  }

  /** Asks the tipster something; they read it with their code, if they come back. */
  @Transactional
  void ask(TipId id, String question) {
    get(id);
    List<Fault> faults = new ArrayList<>();
    length(faults, "question", question, 1, QUESTION_LENGTH);
    if (!faults.isEmpty()) {
      throw new Problem(CollectProblem.BAD_TIP, faults.getFirst().message(), faults);
    }
    Officer person = officer.get();
    String asked = Text.storable(question).strip();
    store.insertQuestion(id, asked, person.id().value(), now());
    ledger.append(
        Act.of("TipQuestionAsked")
            .by(person.id())
            .about(id)
            .commits("question", asked)
            .says("The desk has asked a tipster something"));
  }

  /** All that was said of a tip; T1023 when there is none of this id. */
  List<TipLine> get(TipId id) {
    if (!store.exists(id)) {
      throw CollectProblem.NO_TIP.because("no tip has the id " + id);
    }
    return store.lines(id);
  }

  @Override
  public Map<ReportId, List<Link>> links(List<ReportId> asked) {
    Map<ReportId, List<Link>> links = new HashMap<>();
    store
        .of(asked)
        .forEach((report, tip) ->
            links.put(report, List.of(new Link("Ask the tipster", "/desk/tips/" + tip))));
    return links;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
