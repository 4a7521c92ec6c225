// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.server.collect.Report;
import org.tocsin.server.collect.Reports;
import org.tocsin.server.kernel.DueWork;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.kernel.Text;
import org.tocsin.server.kernel.http.Outbound;
import org.tocsin.server.kernel.http.OutboundRefusedException;
import org.tocsin.server.kernel.http.OutboundSettings;
import org.tocsin.server.kernel.tls.Trust;
import org.tocsin.server.kernel.web.LiveStream;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks a language model, where one is set up, what else a report says, once the reader has read it
 * and everything that waits for a reading has gone on. Off by default; nothing waits for it.
 *
 * <p>That a report's text left the house is in the record before it leaves. What is marked narrower
 * than {@code tocsin.read.adviser.up-to} is never sent.
 */
@Service
public class Adviser implements DueWork, AutoCloseable {

  private static final int TEXT_MOST = 24_000;
  private static final int ANSWER_MOST = 1 << 20;
  private static final int ATTEMPTS_MOST = 4;
  private static final int AT_ONCE = 2;
  private static final int OK = 200;
  private static final int TOO_MANY = 429;
  private static final int SERVER_FAULT = 500;
  private static final String INSTRUCTIONS = instructions();

  private final AdviserSettings settings;
  private final AdviceStore store;
  private final Readings readings;
  private final Reports reports;
  private final Ledger ledger;
  private final TransactionTemplate transaction;
  private final LiveStream live;
  private final JsonMapper json;
  private final Clock clock;
  private final Outbound outbound;

  Adviser(
      AdviserSettings settings,
      OutboundSettings rules,
      Trust trust,
      AdviceStore store,
      Readings readings,
      Reports reports,
      Ledger ledger,
      TransactionTemplate transaction,
      LiveStream live,
      JsonMapper json,
      Clock clock) {
    this.settings = settings;
    this.store = store;
    this.readings = readings;
    this.reports = reports;
    this.ledger = ledger;
    this.transaction = transaction;
    this.live = live;
    this.json = json;
    this.clock = clock;
    // A client of its own: a model takes longer than a webhook may.
    this.outbound =
        new Outbound(
            new OutboundSettings(
                rules.allow(), rules.connectTimeout(), settings.timeout(), AT_ONCE),
            trust);
  }

  /** What the model said of a report; empty where it was not asked, or not yet. */
  public Optional<Advice> of(ReportId report) {
    return store.find(report);
  }

  @EventListener
  void await(ReportRead read) {
    if (settings.url() != null
        && store.find(read.report()).isEmpty() // A report that is read again was asked about.
        && settings.allows(reports.get(read.report()).marking())) {
      store.await(read.report(), clock.instant());
    }
  }

  @Override
  public String name() {
    return "read.adviser";
  }

  @Override
  public int runDue(Instant now) {
    URI url = settings.url();
    if (url == null) {
      return 0;
    }
    Optional<Asked> asked = transaction.execute(status -> take(url, now));
    if (asked == null || asked.isEmpty()) {
      return 0;
    }
    Optional<Advice> advice = ask(url, asked.get());
    advice.ifPresent(given -> transaction.executeWithoutResult(status -> keep(given)));
    return 1;
  }

  /** A question with what is asked about. */
  private record Asked(AdviceStore.Question question, String text) {}

  /** In the same transaction as the entry that says so. */
  private Optional<Asked> take(URI url, Instant now) {
    Optional<AdviceStore.Question> next = store.take(now, settings.timeout());
    if (next.isEmpty()) {
      return Optional.empty();
    }
    AdviceStore.Question question = next.get();
    Report report = reports.get(question.report());
    Optional<StoredReading> reading =
        readings.of(report.id()).filter(each -> !each.text().isBlank());
    // Somebody may have narrowed the marking since.
    if (reading.isEmpty() || !settings.allows(report.marking())) {
      store.done(report.id());
      return Optional.empty();
    }
    ledger.append(
        Act.of("AdviceAsked")
            .about(report.id())
            .fact("host", url.getHost())
            .fact("model", settings.model())
            .fact("marking", report.marking().label())
            .says("The text of a report was sent to the model " + settings.model()));
    String text = reading.get().text();
    return Optional.of(new Asked(question, Text.clip(text, TEXT_MOST)));
  }

  /** Empty when it is to be asked again. */
  private Optional<Advice> ask(URI url, Asked asked) {
    try {
      Outbound.Answer answer = outbound.send(question(url, asked.text()));
      int status = answer.status();
      if (status == OK) {
        AdviceAnswer read = AdviceAnswer.read(answer.body(), asked.text(), json);
        return Optional.of(advice(asked, Optional.empty(), read.suggestions(), read.dropped()));
      }
      String why = "it answered with status " + status;
      return status == TOO_MANY || status >= SERVER_FAULT ? later(asked, why) : gaveUp(asked, why);
    } catch (AdviceAnswer.UnusableAnswerException | OutboundRefusedException e) {
      return gaveUp(asked, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return later(asked, "it could not be reached or did not answer in time");
    }
  }

  private Optional<Advice> later(Asked asked, String why) {
    return asked.question().attempt() < ATTEMPTS_MOST ? Optional.empty() : gaveUp(asked, why);
  }

  private Optional<Advice> gaveUp(Asked asked, String why) {
    return Optional.of(advice(asked, Optional.of(why), List.of(), 0));
  }

  private Advice advice(
      Asked asked, Optional<String> failure, List<Advice.Suggestion> suggestions, int dropped) {
    return new Advice(
        asked.question().report(),
        clock.instant().truncatedTo(ChronoUnit.MICROS),
        settings.model(),
        failure,
        suggestions,
        dropped);
  }

  private Outbound.Call question(URI url, String text) throws IOException {
    Map<String, String> headers = new HashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("Accept", "application/json");
    Path keyFile = settings.keyFile();
    if (keyFile != null) {
      headers.put("Authorization", "Bearer " + Files.readString(keyFile).strip());
    }
    byte[] body =
        json.writeValueAsBytes(
            Map.of(
                "model",
                settings.model(),
                "temperature",
                0,
                "response_format",
                Map.of("type", "json_object"),
                "messages",
                List.of(
                    Map.of("role", "system", "content", INSTRUCTIONS),
                    Map.of("role", "user", "content", text))));
    return new Outbound.Call("POST", AdviserSettings.questions(url), headers, body, ANSWER_MOST);
  }

  private void keep(Advice advice) {
    store.done(advice.report());
    store.insert(advice);
    ledger.append(
        Act.of("AdviceGiven")
            .about(advice.report())
            .fact("model", advice.model())
            .fact("suggestions", advice.suggestions().size())
            .fact("dropped", advice.dropped())
            .fact("failed", advice.failure().isPresent())
            .says(
                advice
                    .failure()
                    .map(why -> "The model gave no advice: " + why)
                    .orElse(
                        "The model suggests %d statements"
                            .formatted(advice.suggestions().size()))));
    live.tell("inbox", "read");
  }

  @Override
  public void close() {
    outbound.close();
  }

  private static String instructions() {
    try (InputStream in = Adviser.class.getResourceAsStream("adviser.txt")) {
      if (in == null) {
        throw new IllegalStateException("adviser.txt is missing from the program");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
