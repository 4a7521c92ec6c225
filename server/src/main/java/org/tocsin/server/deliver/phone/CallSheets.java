// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.phone;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tocsin.server.access.OfficerNames;
import org.tocsin.server.deliver.ApprovedWarning;
import org.tocsin.server.deliver.DeliverySettings;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.watch.Contact;

/** Makes what pages and API show of the call list. Thread-safe. */
@Component
public class CallSheets {

  private static final int ROWS = 50;
  private static final List<String> LANES =
      List.of("life and death", "urgent", "routine", "exercise");

  private final PhoneDesk desk;
  private final CallStore store;
  private final OfficerNames names;
  private final DeliverySettings settings;
  private final String sender;
  private final Clock clock;

  CallSheets(
      PhoneDesk desk,
      CallStore store,
      OfficerNames names,
      DeliverySettings settings,
      @Value("${tocsin.sender.name:Tocsin desk}") String sender,
      Clock clock) {
    this.desk = desk;
    this.store = store;
    this.names = names;
    this.settings = settings;
    this.sender = sender;
    this.clock = clock;
  }

  /**
   * A line of the list: nobody's name, nobody's number.
   *
   * @param call its id
   * @param warning its warning
   * @param headline of the warning
   * @param exercise whether it is none that is meant
   * @param lane how much it hurries, in words
   * @param watcher who, by number
   * @param language of the words
   * @param since on the list since
   * @param dueAt not to be called before
   * @param until when the warning ends
   * @param tries how often they were called
   * @param said what the last call came to, in words; empty before
   * @param holder who has it in hand; empty when nobody has
   * @param leaseUntil how long; null when nobody has
   * @param withdrawn why nobody need call any more; empty while somebody must
   * @param endedAt when it ended; null before
   */
  public record Line(
      long call,
      String warning,
      String headline,
      boolean exercise,
      String lane,
      long watcher,
      String language,
      Instant since,
      Instant dueAt,
      Instant until,
      int tries,
      String said,
      String holder,
      @org.jspecify.annotations.Nullable Instant leaseUntil,
      String withdrawn,
      @org.jspecify.annotations.Nullable Instant endedAt) {}

  /**
   * The whole list; of each part the first 50.
   *
   * @param count how many may be called now
   * @param waiting the first to be taken first
   * @param inHand on the phone now
   * @param later called again later
   * @param heldUp whose warning an officer holds up
   * @param ended of the last day, the latest first
   */
  public record Sheet(
      long count,
      List<Line> waiting,
      List<Line> inHand,
      List<Line> later,
      List<Line> heldUp,
      List<Line> ended) {}

  /** The list as it stands. */
  @Transactional(readOnly = true)
  public Sheet list() {
    Instant now = clock.instant();
    Map<WarningId, String> headlines = new HashMap<>();
    return new Sheet(
        store.countWaiting(now),
        lines(store.waiting(now, ROWS), headlines),
        lines(store.inHand(now, ROWS), headlines),
        lines(store.later(now, ROWS), headlines),
        lines(store.heldUp(now, ROWS), headlines),
        lines(store.ended(now, ROWS), headlines));
  }

  private List<Line> lines(List<Call> calls, Map<WarningId, String> headlines) {
    List<Line> lines = new ArrayList<>(calls.size());
    for (Call call : calls) {
      String headline =
          headlines.computeIfAbsent(
              call.warning(), _ -> desk.warning(call).texts().getFirst().headline());
      lines.add(
          new Line(
              call.id(),
              call.warning().value(),
              headline,
              call.exercise(),
              lane(call),
              call.watcher().number(),
              call.language(),
              call.since(),
              call.dueAt(),
              call.until(),
              call.tries(),
              Optional.ofNullable(call.said())
                  .flatMap(CallResult::find)
                  .map(CallResult::label)
                  .orElse(""),
              Optional.ofNullable(call.holder()).map(names::of).orElse(""),
              call.leaseUntil(),
              withdrawn(call),
              call.endedAt()));
    }
    return lines;
  }

  /** Whoever was reached was not passed over, though their own answer has withdrawn the call. */
  private static String withdrawn(Call call) {
    boolean reached =
        Optional.ofNullable(call.said())
            .flatMap(CallResult::find)
            .filter(CallResult::isReached)
            .isPresent();
    return reached && call.isEnded() ? "" : Optional.ofNullable(call.withdrawn()).orElse("");
  }

  static String lane(Call call) {
    return LANES.get(Math.clamp(call.lane(), 0, LANES.size() - 1));
  }

  /** One call; with the person and the script when the officer of this request has it in hand. */
  @Transactional(readOnly = true)
  public CallShown show(Call call) {
    ApprovedWarning warning = desk.warning(call);
    boolean isMine = desk.isMine(call);
    Optional<Contact> person = isMine ? desk.contact(call) : Optional.empty();
    ApprovedWarning.Text text = warning.textFor(List.of(call.language()));
    ApprovedWarning.Text first = warning.texts().getFirst();
    return new CallShown(
        call,
        warning,
        isMine,
        desk.isHeldUp(call),
        person.map(Contact::name).orElse(""),
        person.map(each -> each.addresses(PhoneChannel.KIND)).orElse(List.of()),
        isMine ? Optional.of(script(call, warning, text)) : Optional.empty(),
        isMine && !first.equals(text)
            ? Optional.of(script(call, warning, first))
            : Optional.empty());
  }

  private CallScript script(Call call, ApprovedWarning warning, ApprovedWarning.Text text) {
    return CallScript.of(warning, text, sender, call.leftWords(), settings.zone());
  }
}
