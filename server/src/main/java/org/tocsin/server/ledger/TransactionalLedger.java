// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.tocsin.record.CanonicalJson;
import org.tocsin.record.Commitment;
import org.tocsin.record.Entry;
import org.tocsin.record.Salt;
import org.tocsin.server.kernel.CaseId;

/**
 * Writes acts as entries in the caller's transaction; {@link RecordPublisher} gives them a place.
 */
@Service
class TransactionalLedger implements Ledger {

  private final LedgerStore store;
  private final TimelineStore timelines;
  private final Sequencer sequencer;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  TransactionalLedger(
      LedgerStore store, TimelineStore timelines, Sequencer sequencer, Clock clock) {
    this.store = store;
    this.timelines = timelines;
    this.sequencer = sequencer;
    this.clock = clock;
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public long append(Act act) {
    return store.insert(entry(act));
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public void appendAll(List<Act> acts) {
    if (!acts.isEmpty()) {
      store.insertAll(store.reserve(acts.size()), acts.stream().map(this::entry).toList());
    }
  }

  private LedgerStore.NewEntry entry(Act act) {
    // Microseconds are what PostgreSQL keeps; the entry and the row must say the same time.
    Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Entry.Builder builder = Entry.builder(act.type(), at, act.by());
    CaseId caseId = act.caseId();
    if (caseId != null) {
      builder.caseId(caseId.value());
    }
    String subject = act.subject();
    if (subject != null) {
      builder.subject(subject);
    }
    act.facts().forEach(builder::fact);
    List<LedgerStore.NewDisclosure> disclosures = new ArrayList<>();
    for (Act.Committed each : act.committed()) {
      Salt salt = Salt.random(random);
      builder.commitment(each.name(), Commitment.of(each.value(), salt));
      disclosures.add(
          new LedgerStore.NewDisclosure(
              each.name(),
              salt.bytes(),
              CanonicalJson.text(each.value()),
              each.reach() == Act.Reach.PERSONAL,
              each.reach() == Act.Reach.OPEN,
              person(act, each)));
    }
    return new LedgerStore.NewEntry(
        act.type(),
        at,
        act.by(),
        caseId == null ? null : caseId.value(),
        subject,
        act.words(),
        builder.build().bytes(),
        disclosures);
  }

  private static @Nullable String person(Act act, Act.Committed each) {
    if (each.reach() != Act.Reach.PERSONAL) {
      return null;
    }
    return each.person() == null ? act.subject() : each.person();
  }

  @Override
  @Transactional(readOnly = true)
  public List<TimelineLine> timeline(CaseId caseId) {
    return store.timeline(caseId);
  }

  @Override
  @Transactional(readOnly = true)
  public void each(CaseId caseId, Consumer<TimelineLine> sink) {
    timelines.each(caseId, sink);
  }

  @Override
  @Transactional(propagation = Propagation.NEVER)
  public List<TimelineLine> timeline(CaseId caseId, long after, int most) {
    if (timelines.isWaiting(caseId)) {
      sequencer.catchUp();
    }
    return timelines.after(caseId, after, most);
  }

  @Override
  @Transactional(readOnly = true)
  public Optional<Long> placeOf(long entry) {
    return timelines.placeOf(entry);
  }

  @Override
  @Transactional(readOnly = true)
  public List<TimelineLine> ofType(CaseId caseId, String type, int most) {
    return timelines.ofType(caseId, type, most);
  }

  @Override
  @Transactional(readOnly = true)
  public TimelineRun.Page runs(CaseId caseId, long before, int most) {
    return timelines.runs(caseId, before, most);
  }

  @Override
  @Transactional(readOnly = true)
  public List<TimelineLine> about(String subject) {
    return store.about(subject);
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public void erasePersonal(String person) {
    store.lockErasures();
    store.erasePersonal(person, clock.instant());
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public Set<String> erased(Collection<String> people) {
    store.shareErasures();
    return people.isEmpty() ? Set.of() : store.erased(people);
  }
}
