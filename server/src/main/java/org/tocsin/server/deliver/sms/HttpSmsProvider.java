// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.sms;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tocsin.cap.convert.SmsText;
import org.tocsin.server.deliver.Channel;
import org.tocsin.server.deliver.DeliveryReports;
import org.tocsin.server.deliver.HandedOver;
import org.tocsin.server.deliver.Outcome;
import org.tocsin.server.deliver.Parcel;
import org.tocsin.server.deliver.PhoneNumber;
import org.tocsin.server.deliver.Posts;
import org.tocsin.server.deliver.Provider;
import org.tocsin.server.kernel.http.HostRestsException;
import org.tocsin.server.kernel.http.Outbound;
import org.tocsin.server.kernel.http.OutboundRefusedException;

/** A provider of short messages by HTTP, in whatever form it wants them. Thread-safe. */
final class HttpSmsProvider implements Provider {

  /** The first part of the address at which reports and replies are taken. */
  static final String INLET = "in/sms/";

  private static final int ID_LENGTH_MAX = 200;
  private static final long WAIT_MOST = Duration.ofSeconds(15).toNanos();

  private final String name;
  private final int weight;
  private final HttpSmsSettings settings;
  private final String from;
  private final String inlet;
  private final SmsWords words;
  private final DeliveryReports reports;
  private final Outbound outbound;
  private final Pattern taken;
  private final Pattern id;
  private final Pace pace;

  HttpSmsProvider(
      String name,
      int weight,
      HttpSmsSettings settings,
      String from,
      URI publicUrl,
      SmsWords words,
      DeliveryReports reports,
      Outbound outbound) {
    this.name = name;
    this.weight = weight;
    this.settings = settings;
    this.from = from;
    String base = publicUrl.toString();
    this.inlet = (base.endsWith("/") ? base : base + "/") + INLET + name + "/" + settings.secret();
    this.words = words;
    this.reports = reports;
    this.outbound = outbound;
    this.taken = Pattern.compile(settings.taken());
    this.id = Pattern.compile(settings.id());
    this.pace = new Pace(settings.perSecond());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int weight() {
    return weight;
  }

  HttpSmsSettings settings() {
    return settings;
  }

  @Override
  public Optional<String> missing() {
    return from.isEmpty()
        ? Optional.of("no sender of short messages is set (tocsin.sms.from)")
        : Optional.empty();
  }

  @Override
  public Channel.Line open() {
    return new Line();
  }

  @Override
  public Optional<String> check() {
    URI address = settings.check();
    if (address == null) {
      return Optional.empty();
    }
    try {
      int status =
          outbound.send(Outbound.Call.get(address, signIn(), Posts.ANSWER_BYTES_MAX)).status();
      return status >= 200 && status < 300
          ? Optional.empty()
          : Optional.of("the SMS provider said %d to our check".formatted(status));
    } catch (OutboundRefusedException e) {
      return Optional.of("the address of the check may not be reached from here");
    } catch (HostRestsException e) {
      return Optional.of("the SMS provider has not answered lately");
    } catch (IOException e) {
      return Optional.of("the SMS provider did not answer: " + e.getClass().getSimpleName());
    }
  }

  /** What was taken in a round is kept before its receipts. */
  private final class Line implements Channel.Line {
    private final ConcurrentLinkedQueue<HandedOver> parts = new ConcurrentLinkedQueue<>();
    private final Posts posts = new Posts(this::hand);

    @Override
    public List<Outcome> send(List<Parcel> parcels) {
      List<Outcome> outcomes = posts.send(parcels);
      List<HandedOver> kept = List.copyOf(parts);
      parts.clear();
      reports.handedOver(SmsChannel.KIND, kept);
      return outcomes;
    }

    private Outcome hand(Parcel parcel) throws IOException {
      Optional<String> number = PhoneNumber.read(parcel.address());
      if (number.isEmpty()) {
        return new Outcome.Failed("the address is no phone number");
      }
      SmsText text = words.text(parcel.letter(), parcel.answerLink(), parcel.repeat());
      long now = System.nanoTime();
      long wait = pace.book(1, now, WAIT_MOST);
      if (wait < 0) {
        return Outcome.later("the SMS provider takes no more for now", false);
      }
      try {
        TimeUnit.NANOSECONDS.sleep(wait);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Outcome.later("stopped before it was sent", false);
      }
      Outbound.Answer answer = outbound.send(call(parcel, number.get(), text));
      Outcome outcome = outcome(answer);
      if (outcome instanceof Outcome.Told) {
        (settings.reportsOwnId() ? Optional.of(parcel.id()) : idIn(answer))
            .ifPresent(told -> parts.add(new HandedOver(parcel, number.get(), name, told, 1, 1)));
      }
      return outcome;
    }

    @Override
    public void close() {
      posts.close();
    }
  }

  private Outbound.Call call(Parcel parcel, String number, SmsText text) {
    Map<String, String> values =
        Map.of(
            "to",
            number,
            "from",
            from,
            "text",
            text.text(),
            "id",
            parcel.id(),
            "report",
            inlet,
            "coding",
            text.alphabet() == SmsText.Alphabet.GSM_7BIT ? "0" : "2");
    boolean isGet = settings.method().equals("GET");
    String body =
        Template.filled(
            settings.body(),
            values,
            settings.contentType().equals("application/json") ? Template.JSON : Template.PERCENT);
    Map<String, String> headers = new HashMap<>(Posts.headers(parcel));
    headers.putAll(signIn());
    headers.put("Content-Type", settings.contentType());
    return new Outbound.Call(
        settings.method(),
        URI.create(Template.filled(settings.url(), values, Template.PERCENT)),
        headers,
        isGet ? new byte[0] : body.getBytes(StandardCharsets.UTF_8),
        Posts.ANSWER_BYTES_MAX);
  }

  private Map<String, String> signIn() {
    if (!settings.token().isEmpty()) {
      return Map.of("Authorization", "Bearer " + settings.token());
    }
    if (!settings.user().isEmpty()) {
      String pair = settings.user() + ":" + settings.password();
      return Map.of(
          "Authorization",
          "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }
    return Map.of();
  }

  private Outcome outcome(Outbound.Answer answer) {
    int status = answer.status();
    String said = "the SMS provider said " + status;
    if (status >= 200 && status < 300) {
      return settings.taken().isEmpty() || taken.matcher(text(answer)).find()
          ? new Outcome.Told()
          : Outcome.later(said + ", but not that it took the message", false);
    }
    // Who is not let in, or knows no such address, is badly set up: people are not given up for it.
    if (status == 401 || status == 402 || status == 403 || status == 404) {
      return Outcome.later(said + ": look at its settings and its account", false);
    }
    return Posts.forGood(status) ? new Outcome.Failed(said) : Posts.deferred(said, answer);
  }

  private Optional<String> idIn(Outbound.Answer answer) {
    Matcher found = id.matcher(text(answer));
    return found.find() && found.groupCount() > 0
        ? Optional.ofNullable(found.group(1)).filter(each -> each.length() <= ID_LENGTH_MAX)
        : Optional.empty();
  }

  private static String text(Outbound.Answer answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }
}
