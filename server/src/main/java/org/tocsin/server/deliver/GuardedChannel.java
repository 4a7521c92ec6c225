// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A channel as everything else in the server has it: with two lines, one to people and one to the
 * exercise mailbox, each behind a {@link Gate} of its own. Nothing else holds the bare channel, so
 * whatever a runner is wired to, an exercise does not reach people unless an operator has said so
 * for this channel, and what is meant does not end in the mailbox.
 *
 * <p>Both gates ask what the recipient is cleared for: what is marked above it is handed to nobody.
 *
 * <p>A server that is itself an exercise lets nothing out that is meant, such as what was still
 * queued in a copy of a live desk's database.
 */
final class GuardedChannel implements Channel {

  static final String NOT_LIVE = "refused: an exercise does not go out by the live channel";
  static final String NOT_MEANT =
      "refused: this server is an exercise and sends nothing that is meant";
  static final String NOT_HERE = "refused: only exercises are kept in the exercise mailbox";

  private final Channel live;
  private final Gate.Cleared cleared;
  private final Supplier<ExerciseMailbox> mailbox;
  private final boolean exercisesAreLive;
  private final boolean exerciseServer;

  /**
   * A guarded channel.
   *
   * @param live the channel itself
   * @param cleared what recipients are cleared for
   * @param mailbox where exercises are kept; asked for when there is one to keep
   * @param exercisesAreLive whether exercises go to people by this channel
   * @param exerciseServer whether the whole server is an exercise
   */
  GuardedChannel(
      Channel live,
      Gate.Cleared cleared,
      Supplier<ExerciseMailbox> mailbox,
      boolean exercisesAreLive,
      boolean exerciseServer) {
    this.live = live;
    this.cleared = cleared;
    this.mailbox = mailbox;
    this.exercisesAreLive = exercisesAreLive;
    this.exerciseServer = exerciseServer;
  }

  @Override
  public String kind() {
    return live.kind();
  }

  @Override
  public Optional<String> fault(String address) {
    return live.fault(address);
  }

  @Override
  public Optional<String> missing() {
    return exerciseServer && !exercisesAreLive ? Optional.empty() : live.missing();
  }

  @Override
  public int workers() {
    return live.workers();
  }

  /** None where nothing goes to people. */
  @Override
  public Optional<Switchboard> switchboard() {
    return exerciseServer && !exercisesAreLive ? Optional.empty() : live.switchboard();
  }

  /** The line to people; the only one that there is. */
  Gate toPeople() {
    return new Gate(this::notToPeople, cleared, live::open);
  }

  private Optional<String> notToPeople(ApprovedWarning warning) {
    if (isForMailbox(warning)) {
      return exercisesAreLive ? Optional.empty() : Optional.of(NOT_LIVE);
    }
    return exerciseServer ? Optional.of(NOT_MEANT) : Optional.empty();
  }

  /** A test asks whether messages arrive, so it goes to people; not from an exercise, though. */
  private boolean isForMailbox(ApprovedWarning warning) {
    return warning.exercise() && (exerciseServer || !warning.test());
  }

  /** The line to the mailbox. */
  Gate toMailbox() {
    return new Gate(
        warning -> isForMailbox(warning) ? Optional.empty() : Optional.of(NOT_HERE),
        cleared,
        () -> mailbox.get().line(live.kind()));
  }

  @Override
  public Line open() {
    return new Switch(
        toPeople(), toMailbox(), warning -> isForMailbox(warning) && !exercisesAreLive);
  }

  /** Sends each parcel its way; the gates refuse what it would send the wrong one. */
  private record Switch(Gate toPeople, Gate toMailbox, Predicate<ApprovedWarning> kept)
      implements Line {

    private boolean keeps(Parcel parcel) {
      return kept.test(parcel.letter().warning());
    }

    @Override
    public List<Outcome> send(List<Parcel> parcels) {
      List<Parcel> ours = parcels.stream().filter(this::keeps).toList();
      if (ours.size() == parcels.size()) {
        return toMailbox.send(ours);
      }
      if (ours.isEmpty()) {
        return toPeople.send(parcels);
      }
      List<Outcome> inMailbox = toMailbox.send(ours);
      List<Outcome> out = toPeople.send(parcels.stream().filter(parcel -> !keeps(parcel)).toList());
      List<Outcome> outcomes = new ArrayList<>(parcels.size());
      int mailboxAt = 0;
      int outAt = 0;
      for (Parcel parcel : parcels) {
        outcomes.add(keeps(parcel) ? inMailbox.get(mailboxAt++) : out.get(outAt++));
      }
      return outcomes;
    }

    @Override
    public void close() {
      try (toPeople) {
        toMailbox.close();
      }
    }
  }
}
