// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.taxii;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tocsin.server.access.CurrentOfficer;
import org.tocsin.server.access.Officer;
import org.tocsin.server.collect.CollectProblem;
import org.tocsin.server.kernel.IdMaker;
import org.tocsin.server.kernel.Marking;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.secret.Sealer;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;

/** Which collections are polled, and how they do. */
@Service
class TaxiiCollections {

  private final TaxiiStore store;
  private final TaxiiPoll poll;
  private final Sealer sealer;
  private final Ledger ledger;
  private final CurrentOfficer officer;
  private final IdMaker ids;
  private final Clock clock;

  TaxiiCollections(
      TaxiiStore store,
      TaxiiPoll poll,
      Sealer sealer,
      Ledger ledger,
      CurrentOfficer officer,
      IdMaker ids,
      Clock clock) {
    this.store = store;
    this.poll = poll;
    this.sealer = sealer;
    this.ledger = ledger;
    this.officer = officer;
    this.ids = ids;
    this.clock = clock;
  }

  /** Begins to poll a collection; T1024 with every fault, T1010 when it is polled already. */
  @Transactional
  public TaxiiCollection add(TaxiiDraft draft) {
    TaxiiDraft.Checked checked = draft.check();
    Marking marking = Marking.parse(draft.marking());
    Officer person = officer.get();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    TaxiiCollection one =
        new TaxiiCollection(
            new TaxiiId(ids.next(TaxiiId.PREFIX)),
            checked.address(),
            draft.name().strip(),
            draft.user().strip(),
            checked.interval(),
            marking,
            Optional.empty(),
            now,
            Optional.empty(),
            Optional.empty(),
            0,
            Optional.empty());
    Sealer.Sealed password =
        draft.password().isEmpty()
            ? null
            : sealer.seal(draft.password().getBytes(UTF_8), one.id().value());
    if (!store.insert(one, password, person.id().value(), now)) {
      throw CollectProblem.FEED_EXISTS.because("this collection is polled already");
    }
    ledger.append(
        Act.of("TaxiiCollectionAdded")
            .by(person.id())
            .about(one.id())
            .fact("intervalSeconds", one.interval().toSeconds())
            .fact("marking", marking.label())
            .commits("url", one.url().toString())
            .commits("name", one.name())
            .says("TAXII collection added"));
    return one;
  }

  /** Stops polling it and destroys its password; its reports stay. T1025 when there is none. */
  @Transactional
  public void remove(TaxiiId id) {
    Officer person = officer.get();
    if (!store.remove(id, clock.instant())) {
      throw none(id);
    }
    ledger.append(
        Act.of("TaxiiCollectionRemoved")
            .by(person.id())
            .about(id)
            .says("TAXII collection removed"));
  }

  /** Asks it now and waits for what it gives; no transaction is open meanwhile. */
  TaxiiPoll.Result poll(TaxiiId id) {
    return poll.run(get(id));
  }

  TaxiiCollection get(TaxiiId id) {
    return store.find(id).orElseThrow(() -> none(id));
  }

  List<TaxiiCollection> list() {
    return store.list();
  }

  private static Problem none(TaxiiId id) {
    return CollectProblem.NO_TAXII.because("no collection has the id " + id);
  }
}
