// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.phone;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.server.deliver.Channel;
import org.tocsin.server.deliver.Outcome;
import org.tocsin.server.deliver.Parcel;
import org.tocsin.server.deliver.Parked;
import org.tocsin.server.deliver.PhoneNumber;
import org.tocsin.server.kernel.web.LiveStream;

/**
 * The channel whose other side is people: what is handed over stands on the call list, and what
 * comes of the call is told when the delivery is asked for again. Thread-safe.
 */
@Component
final class PhoneChannel implements Channel {

  static final String KIND = Parked.PHONE;

  private static final String NO_DESK = "no phone desk is set (tocsin.phone.desk)";

  private final PhoneSettings settings;
  private final CallStore store;
  private final LiveStream stream;
  private final TransactionTemplate transaction;

  PhoneChannel(
      PhoneSettings settings,
      CallStore store,
      LiveStream stream,
      PlatformTransactionManager transactions) {
    this.settings = settings;
    this.store = store;
    this.stream = stream;
    this.transaction = new TransactionTemplate(transactions);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Optional<String> fault(String address) {
    return PhoneNumber.fault(address);
  }

  @Override
  public Optional<String> missing() {
    return settings.desk() ? Optional.empty() : Optional.of(NO_DESK);
  }

  @Override
  public int workers() {
    return 1;
  }

  @Override
  public Line open() {
    return new Line() {
      @Override
      public List<Outcome> send(List<Parcel> parcels) {
        if (!settings.desk()) {
          return parcels.stream().map(_ -> Outcome.later(NO_DESK, false)).toList();
        }
        List<Outcome> outcomes = transaction.execute(_ -> ask(parcels));
        stream.tell(PhoneDesk.TOPIC, "changed");
        return outcomes == null ? List.of() : outcomes;
      }

      @Override
      public void close() {
        // Nothing is held.
      }
    };
  }

  /** A person with several numbers is one call; the first parcel stands for all of them. */
  private List<Outcome> ask(List<Parcel> parcels) {
    Outcome[] outcomes = new Outcome[parcels.size()];
    for (int i = 0; i < outcomes.length; i++) {
      boolean again = i > 0 && parcels.get(i).watcher().equals(parcels.get(i - 1).watcher());
      outcomes[i] = again ? outcomes[i - 1] : ask(parcels.get(i));
    }
    return List.of(outcomes);
  }

  private Outcome ask(Parcel parcel) {
    Optional<Call> known = store.of(parcel.id());
    if (known.isEmpty()) {
      store.add(parcel);
    }
    return known.map(PhoneChannel::outcome).orElse(new Outcome.Waiting("on the call list", false));
  }

  private static Outcome outcome(Call call) {
    Optional<CallResult> said = Optional.ofNullable(call.said()).flatMap(CallResult::find);
    if (!call.isEnded()) {
      return new Outcome.Waiting(
          said.map(each -> words(each) + "; called again").orElse("on the call list"),
          call.leftWords());
    }
    if (said.isPresent() && said.get().isReached()) {
      return new Outcome.Told(words(said.get()));
    }
    if (call.withdrawn() != null) {
      return call.withdrawn().equals(Call.ANSWERED)
          ? new Outcome.Answered()
          : new Outcome.Failed("not called: " + call.withdrawn());
    }
    return new Outcome.Failed(said.map(PhoneChannel::words).orElse("not called"));
  }

  private static String words(CallResult result) {
    return switch (result) {
      case READ_BACK -> "reached, said back every point";
      case REACHED -> "reached, not said back";
      case VOICEMAIL -> "voicemail";
      case NO_ANSWER -> "no answer";
      case BUSY -> "busy";
      case WRONG_NUMBER -> "wrong number";
      case REFUSED -> "refused to listen";
    };
  }
}
