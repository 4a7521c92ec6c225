// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tocsin.audience.Audience;
import org.tocsin.cap.Alert;
import org.tocsin.cap.CapReader;
import org.tocsin.cap.CapWriter;
import org.tocsin.record.Hash;
import org.tocsin.server.access.CurrentOfficer;
import org.tocsin.server.access.Officer;
import org.tocsin.server.assess.Cases;
import org.tocsin.server.decide.Determinations;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.DeterminationId;
import org.tocsin.server.kernel.IdMaker;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.WatcherId;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;
import org.tocsin.server.warn.signing.AlertSigner;
import org.tocsin.server.watch.Addresses;
import org.tocsin.server.watch.Watchers;

/**
 * The door of stage 5: warnings written by some, approved by another who edited none of it, over
 * the hash of exactly what goes out.
 */
@Service
public class Warnings {

  private final WarningStore store;
  private final Cases cases;
  private final Releases releases;
  private final Watchers watchers;
  private final Addresses addresses;
  private final Reach reach;
  private final CapMessage cap;
  private final Seals seals;
  private final Quality quality;
  private final BeforeSigning before;
  private final TearLine tearLine;
  private final Ledger ledger;
  private final CurrentOfficer officer;
  private final ApplicationEventPublisher events;
  private final IdMaker ids;
  private final Clock clock;

  Warnings(
      WarningStore store,
      Cases cases,
      Releases releases,
      Watchers watchers,
      Addresses addresses,
      Reach reach,
      CapMessage cap,
      Seals seals,
      Quality quality,
      BeforeSigning before,
      TearLine tearLine,
      Ledger ledger,
      CurrentOfficer officer,
      ApplicationEventPublisher events,
      IdMaker ids,
      Clock clock) {
    this.store = store;
    this.cases = cases;
    this.releases = releases;
    this.watchers = watchers;
    this.addresses = addresses;
    this.reach = reach;
    this.cap = cap;
    this.seals = seals;
    this.quality = quality;
    this.before = before;
    this.tearLine = tearLine;
    this.ledger = ledger;
    this.officer = officer;
    this.events = events;
    this.ids = ids;
    this.clock = clock;
  }

  /** Begins a warning; T5102 with every fault when it is unsound. */
  @Transactional
  public Warning compose(CaseId caseId, Draft draft) {
    cases.get(caseId);
    return insert(caseId, MessageType.ALERT, Optional.empty(), draft);
  }

  /**
   * Begins an update or a cancel of a warning that went out; it reaches those told before as well
   * as whoever is in the way now, and must be approved like any other.
   */
  @Transactional
  public Warning follow(WarningId earlier, MessageType type, Draft draft) {
    Warning before = get(earlier);
    if (!WarningLife.allows(before.state(), WarningLife.Act.FOLLOW) || type == MessageType.ALERT) {
      throw WarnProblem.NOT_IN_FORCE.because(
          "%s is %s; it cannot be followed by another message"
              .formatted(earlier, before.state().word()));
    }
    return insert(before.caseId(), type, Optional.of(earlier), draft);
  }

  Warning insert(CaseId caseId, MessageType type, Optional<WarningId> follows, Draft given) {
    Draft draft =
        tearLine.pinned(caseId, NextDraft.like(follows.map(this::get).map(Warning::draft), given));
    WarningId id = WarningId.next(ids);
    requireSound(id, type, follows, draft);
    Officer person = officer.get();
    store.insert(id, caseId, type, follows, draft, now());
    store.addAuthor(id, person.id(), now());
    ledger.append(
        Act.of("WarningDrafted")
            .by(person.id())
            .inCase(caseId)
            .about(id)
            .fact("messageType", type.word())
            .fact("victims", draft.victims())
            .fact("follows", follows.map(WarningId::value).orElse(null))
            .says("%s drafted (%s)".formatted(noun(draft), type.word())));
    return get(id);
  }

  /** Changes a draft; its preview, and with it any approval in preparation, is void. */
  @Transactional
  public Warning edit(WarningId id, Draft given) {
    Warning before = get(id);
    Draft draft =
        tearLine.pinned(
            before.caseId(),
            NextDraft.like(before.follows().map(this::get).map(Warning::draft), given));
    requireSound(id, before.messageType(), before.follows(), draft);
    if (!store.edit(id, draft)) {
      throw WarnProblem.NOT_DRAFT.because(id + " is " + before.state().word());
    }
    Officer person = officer.get();
    store.addAuthor(id, person.id(), now());
    ledger.append(
        Act.of("WarningEdited")
            .by(person.id())
            .inCase(before.caseId())
            .about(id)
            .says(noun(draft) + " edited"));
    return get(id);
  }

  /**
   * Gives a draft back to its authors; it must be edited or previewed anew before anybody signs it.
   *
   * @throws Problem T5103 when it is no draft, T5112 without a reason
   */
  @Transactional
  public Warning sendBack(WarningId id, String why) {
    Warning draft = get(id);
    if (why.isBlank()) {
      throw WarnProblem.NO_REASON.because("'why' is empty; its authors must learn the reason");
    }
    Officer person = officer.get();
    if (!store.sendBack(id, new SentBack(person.id(), now(), why.strip()))) {
      throw WarnProblem.NOT_DRAFT.because(id + " is " + draft.state().word());
    }
    ledger.append(
        Act.of("WarningReturned")
            .by(person.id())
            .inCase(draft.caseId())
            .about(id)
            .commits("why", why.strip())
            .says(noun(draft.draft()) + " sent back to its authors"));
    return get(id);
  }

  /** Why a draft was sent back, if it was since its last edit. */
  public Optional<SentBack> sentBack(WarningId id) {
    return store.sentBack(id);
  }

  /**
   * Takes a warning back: a message to everybody who was told, with the earlier area and plan.
   *
   * @param reason in the record; without texts, added to the earlier headlines' texts
   * @param texts what they read; empty: the earlier texts, whose instruction is the reason
   */
  @Transactional
  public Warning cancel(WarningId id, String reason, List<Draft.Text> texts) {
    if (reason.isBlank()) {
      throw WarnProblem.NO_REASON.because("'reason' is empty; say why it is taken back");
    }
    Warning before = get(id);
    Draft draft = NextDraft.cancelled(before.draft(), reason, texts, now());
    ledger.append(
        Act.of("CancelProposed")
            .by(officer.get().id())
            .inCase(before.caseId())
            .about(id)
            .commits("reason", reason)
            .says("Proposed to take back: " + noun(before.draft())));
    return follow(id, MessageType.CANCEL, draft);
  }

  /** Begins an update with the same texts and a later end, to be approved like any other. */
  @Transactional
  public Warning renew(WarningId id, Instant until) {
    return follow(
        id, MessageType.UPDATE, NextDraft.renewed(get(id).draft(), Optional.of(until), now()));
  }

  /**
   * Whom a draft would reach as things stand, however unfinished its texts; writes nothing.
   *
   * @param follows what it updates or cancels: whoever was told before is told again
   */
  @Transactional(readOnly = true)
  public Estimate estimate(MessageType type, Draft draft, Optional<WarningId> follows) {
    DraftRules.requireCountable(draft);
    Draft countable = draft.with(List.of(new Draft.Text("en", "-", "-", "-", "-", null, null)));
    Alert alert =
        message("estimate", MessageType.ALERT, Optional.empty(), countable, clock.instant());
    return reach.estimate(
        draft,
        alert,
        follows.map(this::audience).orElse(Audience.nobody()),
        all -> before.notCleared(type, follows, draft, all, 0).count());
  }

  private void requireSound(
      WarningId id, MessageType type, Optional<WarningId> follows, Draft draft) {
    DraftRules.requireSound(draft, addresses.channels());
    reach.recipients(draft);
    message(id.value(), type, follows, draft, now());
  }

  private Alert message(
      String id, MessageType type, Optional<WarningId> follows, Draft draft, Instant sent) {
    return cap.sound(id, type, draft, follows.map(this::sentAlert), sent);
  }

  private Alert message(Warning each, Instant sent) {
    return message(each.id().value(), each.messageType(), each.follows(), each.draft(), sent);
  }

  /** The CAP message as it went out; T5109 when the warning never came into force. */
  public Alert sentAlert(WarningId id) {
    return CapReader.readStrict(capBytes(id));
  }

  /** The same as the XML bytes that were approved. */
  public byte[] capBytes(WarningId id) {
    return store
        .cap(id)
        .orElseThrow(() -> WarnProblem.NOT_IN_FORCE.because(id + " has not been sent"));
  }

  /** What the newest preview showed, or what was approved; empty after an edit. Writes nothing. */
  @Transactional(readOnly = true)
  public Optional<Preview> shown(WarningId id) {
    Warning warning = get(id);
    if (warning.contentHash().isEmpty()) {
      return Optional.empty();
    }
    List<AudiencePart> parts = store.audience(id);
    Map<String, Integer> reasons = new TreeMap<>();
    parts.forEach(
        part -> part.reasons().forEach((why, how) -> reasons.merge(why, how, Integer::sum)));
    String xml =
        store
            .cap(id)
            .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
            .orElseGet(() -> CapWriter.writeString(message(warning, now())));
    return Optional.of(
        new Preview(warning, parts.getFirst(), watchers.summary(audience(id)), reasons, xml));
  }

  /** The approved warning that replaced or took back this one, if one did. */
  public Optional<WarningId> followedBy(WarningId id) {
    return store.followedBy(id);
  }

  /** Freezes the audience as of now and shows what would go out, to whom, with its hash. */
  @Transactional
  public Preview preview(WarningId id) {
    Warning draft = get(id);
    if (draft.state() != WarningState.DRAFT) {
      throw WarnProblem.NOT_DRAFT.because(id + " is " + draft.state().word());
    }
    store.lock(id);
    requireTearLine(draft);
    Alert alert = message(draft, now());
    Reach.Reached reached =
        reach
            .of(draft.draft(), alert)
            .with(draft.follows().map(this::audience).orElse(Audience.nobody()));
    Audience audience = reached.audience();
    AudiencePart part =
        new AudiencePart(0, now(), audience, ContentHash.of(audience), reached.reasons());
    String contentHash = seals.of(draft, part);
    store.setPreview(id, contentHash, part);
    return new Preview(
        get(id), part, watchers.summary(audience), part.reasons(), CapWriter.writeString(alert));
  }

  /**
   * Signs a warning: from the commit of this call on it is in force and will be sent.
   *
   * @param contentHash what the approver saw in the preview
   * @throws Problem T5104, T5105, T5106, T5107, T5015, T5016, T5017, or what {@link
   *     Determinations#requireRelease} throws
   */
  @Transactional
  public Warning approve(WarningId id, String contentHash) {
    return approve(id, contentHash, "");
  }

  /** The same, with the reason why it goes out though a remark asks for one. */
  @Transactional
  public Warning approve(WarningId id, String contentHash, String despite) {
    store.lock(id);
    Warning draft = get(id);
    Officer person = requireApprover(draft, contentHash);
    DeterminationId determination = releases.require(draft);
    AudiencePart part = store.audience(id).getFirst();
    if (part.audience().isEmpty()) {
      throw WarnProblem.NOBODY.because("the audience of " + id + " is empty");
    }
    seals.require(draft);
    requireTearLine(draft);
    List<String> remarks = quality.require(draft, before.of(draft), despite);
    Instant now = now();
    AlertSigner.Signed signed = cap.outgoing(message(draft, now));
    byte[] xml = signed.message();
    if (!store.approve(id, person.id(), now, determination, xml)) {
      throw WarnProblem.NOT_DRAFT.because(id + " is " + draft.state().word());
    }
    draft.follows().ifPresent(earlier -> replace(earlier, draft));
    ledger.append(
        DraftFacts.of(Act.of("WarningApproved"), draft.draft())
            .by(person.id())
            .inCase(draft.caseId())
            .about(id)
            .fact("messageType", draft.messageType().word())
            .fact("exercise", draft.draft().exercise())
            .fact("contentSha256", contentHash)
            .fact("capSha256", Hash.sha256(xml).hex())
            .fact("certificateSha256", signed.certificateSha256().orElse(null))
            .fact("remarks", remarks.isEmpty() ? null : remarks)
            .commits("despite", despite.isBlank() ? null : despite.strip())
            .fact("audienceSha256", part.sha256())
            .fact("audience", part.audience().size())
            .fact("determination", determination.value())
            .fact("authors", draft.authors().stream().map(Object::toString).toList())
            .fact("follows", draft.follows().map(WarningId::value).orElse(null))
            .says(
                "%s approved for %d watchers: %s"
                    .formatted(
                        noun(draft.draft()),
                        part.audience().size(),
                        draft.draft().texts().getFirst().headline())));
    events.publishEvent(new WarningApproved(id, draft.caseId()));
    return get(id);
  }

  private void requireTearLine(Warning draft) {
    tearLine.require(
        draft.caseId(),
        draft.messageType(),
        draft.draft(),
        draft.follows().map(this::get).map(Warning::draft));
  }

  private Officer requireApprover(Warning draft, String contentHash) {
    if (draft.state() != WarningState.DRAFT) {
      throw WarnProblem.NOT_DRAFT.because(draft.id() + " is " + draft.state().word());
    }
    String shown =
        draft
            .contentHash()
            .orElseThrow(() -> WarnProblem.NOT_PREVIEWED.because(draft.id() + " has no preview"));
    if (!shown.equals(contentHash)) {
      throw WarnProblem.OTHER_CONTENT.because(
          "the preview gives %s, the approval names %s"
              .formatted(shown, Problem.shorten(contentHash)));
    }
    Officer person = officer.get();
    if (draft.authors().contains(person.id())) {
      throw WarnProblem.SAME_PERSON.because("you wrote on " + draft.id());
    }
    return person;
  }

  private void replace(WarningId earlier, Warning by) {
    Warning before = get(earlier);
    WarningState how = WarningLife.after(before.state(), WarningLife.replacedBy(by)).orElseThrow();
    if (how != before.state() && store.end(earlier, how, now())) {
      ledger.append(
          Act.of("WarningEnded")
              .by(officer.get().id())
              .inCase(before.caseId())
              .about(earlier)
              .fact("how", how.word())
              .fact("followedBy", by.id().value())
              .says(noun(before.draft()) + " " + how.word()));
      events.publishEvent(new WarningEnded(earlier, before.caseId(), how));
    }
  }

  /**
   * Proves that a warning is still what was approved; whoever sends calls it first.
   *
   * @throws Problem T5111 when draft or audience were changed behind the approvers' back
   */
  @Transactional(readOnly = true)
  public Warning requireSealed(WarningId id) {
    Warning warning = get(id);
    seals.require(warning);
    return warning;
  }

  /** Changes with whatever the seal is over: what was read under it may be used while it holds. */
  public String sealedVersion(WarningId id) {
    return seals.version(id);
  }

  /** The warning with this id, read on one connection; T5101 when there is none. */
  @Transactional(readOnly = true)
  public Warning get(WarningId id) {
    return store
        .find(id)
        .orElseThrow(() -> WarnProblem.NO_WARNING.because("no warning has the id " + id));
  }

  /** Every warning of a case, oldest first. */
  public List<Warning> ofCase(CaseId caseId) {
    return store.ofCases(List.of(caseId));
  }

  /** Every warning of these cases, oldest first. */
  public List<Warning> ofCases(List<CaseId> cases) {
    return store.ofCases(cases);
  }

  /** At most {@code most} warnings in one of these states, newest first. */
  public List<Warning> inState(List<WarningState> states, Optional<WarningId> before, int most) {
    return store.inState(states, before.map(WarningId::value).orElse("warning_~"), most);
  }

  /** The parts of a warning's audience, the approved one first. */
  public List<AudiencePart> audienceParts(WarningId id) {
    return store.audience(id);
  }

  /** Everybody whom a warning is for. */
  public Audience audience(WarningId id) {
    return store.audience(id).stream()
        .map(AudiencePart::audience)
        .reduce(Audience.nobody(), Audience::union);
  }

  /** Why this watcher is, or is not, in the way of a warning, by the places as they are now. */
  public String explain(WarningId id, WatcherId watcher) {
    Warning warning = get(id);
    return reach.explain(warning.draft(), message(warning, warning.draftedAt()), watcher);
  }

  static String noun(Draft draft) {
    return (draft.forEverybody() ? "Public alert" : "Private notice")
        + (draft.meansIt() ? "" : " (exercise)");
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
