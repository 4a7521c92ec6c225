// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.command.demo;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.tocsin.sim.AnswerPolicy;
import org.tocsin.sim.Answerers;
import org.tocsin.sim.Faults;
import org.tocsin.sim.ReceivedHook;
import org.tocsin.sim.ReceivedMail;
import org.tocsin.sim.SmtpReceiver;
import org.tocsin.sim.WebhookReceiver;
import org.tocsin.sim.WebhookSecret;

/**
 * What stands in for the outside world: a mail server and webhook endpoints that take the warnings,
 * and the people behind them who answer. All of it is on loopback and says EXERCISE.
 */
final class World implements AutoCloseable {

  private static final long SEED = 2024;
  private static final int ANSWERS_AT_ONCE = 32;

  private final SmtpReceiver mail;
  private final WebhookReceiver hooks;
  private final AtomicReference<@Nullable Answerers> people = new AtomicReference<>();
  private final AtomicReference<InstantSource> clock =
      new AtomicReference<>(InstantSource.system());
  private final AtomicReference<Secrets> secrets = new AtomicReference<>(address -> "");

  /** The secret that the desk shares with an endpoint, as its owner was given it. */
  interface Secrets {
    String of(String address);
  }

  World() throws IOException {
    InstantSource time = () -> clock.get().instant();
    mail =
        SmtpReceiver.start(
            SmtpReceiver.Settings.of(time).withFaults(Faults.few(SEED)), this::received);
    hooks =
        WebhookReceiver.start(
            WebhookReceiver.Settings.of(time).withFaults(Faults.few(SEED + 1)),
            this::secret,
            this::received);
  }

  /** From now on the people answer at this address, by this clock. */
  void open(URI answerBase, InstantSource caseClock, Secrets shared) {
    clock.set(caseClock);
    secrets.set(shared);
    people.set(new Answerers(new AnswerPolicy(SEED), answerBase, ANSWERS_AT_ONCE));
  }

  private Optional<WebhookSecret> secret(String path) {
    return Optional.of(
        WebhookSecret.parse(secrets.get().of(hooks.base().resolve(path).toString())));
  }

  private void received(ReceivedMail message) {
    answerers().received(message);
  }

  private void received(ReceivedHook message) {
    answerers().received(message);
  }

  private Answerers answerers() {
    Answerers open = people.get();
    if (open == null) {
      throw new IllegalStateException("Nobody is behind the channels before the exercise began");
    }
    return open;
  }

  /** The port of the mail server. */
  int mailPort() {
    return mail.port();
  }

  /** The address under which every webhook endpoint lies. */
  URI hookBase() {
    return hooks.base();
  }

  /** When the next answer falls due, in the time of the case. */
  Optional<Instant> nextAnswer() {
    return answerers().findNextDue();
  }

  /** Lets everybody answer whose answer falls due by this time of the case. */
  Answerers.Outcome answerUntil(Instant caseTime) {
    try {
      return answerers().answerUntil(caseTime);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DemoFailure("stopped while people answered", e);
    }
  }

  /** What the mail server counted. */
  SmtpReceiver.Counts mails() {
    return mail.counts();
  }

  /** What the webhook endpoints counted. */
  WebhookReceiver.Counts hooks() {
    return hooks.counts();
  }

  @Override
  public void close() throws IOException {
    Answerers open = people.get();
    if (open != null) {
      open.close();
    }
    hooks.close();
    mail.close();
  }
}
