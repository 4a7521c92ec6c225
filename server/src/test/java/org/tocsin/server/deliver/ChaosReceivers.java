// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.tocsin.server.kernel.secret.KeyFolder;
import org.tocsin.sim.Faults;
import org.tocsin.sim.ReceivedMail;
import org.tocsin.sim.ReceivedSms;
import org.tocsin.sim.SmscReceiver;
import org.tocsin.sim.SmtpReceiver;
import org.tocsin.sim.Tears;
import org.tocsin.sim.TornHttp;
import org.tocsin.sim.TornHttp2;
import org.tocsin.sim.WebhookReceiver;
import org.tocsin.sim.WebhookSecret;
import org.tocsin.sim.Wire;

/**
 * A mail server, the endpoints of webhooks and a short message centre, all of which misbehave as a
 * seed says: they refuse, stall, answer late, twice, by half or never, and lose or repeat receipts.
 * What they took goes into the {@link ChaosLog}.
 */
final class ChaosReceivers implements AutoCloseable {

  /** Nodes give up after this. */
  static final Duration PATIENCE = Duration.ofSeconds(2);

  /** The places of endpoints that take one post at a time, and of those that take many. */
  private static final String ONE_BY_ONE = "/hook/";

  private static final String TOGETHER = "/hook/together-";

  private final SmtpReceiver smtp;
  private final WebhookReceiver hooks;
  private final TornHttp torn;
  private final TornHttp2 torn2;
  private final SmscReceiver centre;
  private final List<Wire> relays;
  private final String host;

  private ChaosReceivers(
      SmtpReceiver smtp,
      WebhookReceiver hooks,
      TornHttp torn,
      TornHttp2 torn2,
      SmscReceiver centre,
      List<Wire> relays,
      String host) {
    this.smtp = smtp;
    this.hooks = hooks;
    this.torn = torn;
    this.torn2 = torn2;
    this.centre = centre;
    this.relays = relays;
    this.host = host;
  }

  /** Starts them all, where the nodes of this net find them. */
  static ChaosReceivers start(long seed, ChaosNet net, ChaosLog log) throws IOException {
    WebhookSecrets secrets = new WebhookSecrets(new byte[KeyFolder.KEY_BYTES]);
    Duration late = PATIENCE.plusMillis(600);
    Faults faults = new Faults(seed, 0.005, 0.02, 0.01, late, 0.01, 0.01);
    Tears tears = new Tears(seed, 0.03, late);
    Map<String, String> bases = new ConcurrentHashMap<>();
    SmtpReceiver smtp =
        SmtpReceiver.start(
            SmtpReceiver.Settings.of(Clock.systemUTC()).withFaults(faults).withTears(tears),
            mail -> mail(log, mail));
    WebhookReceiver hooks =
        WebhookReceiver.start(
            WebhookReceiver.Settings.of(Clock.systemUTC()).withFaults(faults),
            path -> Optional.of(WebhookSecret.parse(secrets.text(bases.get(door(path)) + path))),
            hook -> log.came(hook.webhookId(), hook.body().contains("\"repeat\":\"possible\"")));
    TornHttp torn = TornHttp.before(hooks.port(), tears);
    TornHttp2 torn2 = TornHttp2.before(hooks.port(), tears);
    SmscReceiver centre =
        SmscReceiver.start(
            SmscReceiver.Settings.of(Clock.systemUTC()).withFaults(faults).withTears(tears),
            sms -> sms(log, sms));
    List<Wire> relays =
        List.of(
            net.relay(smtp::port),
            net.relay(torn::port),
            net.relay(centre::port),
            net.relay(torn2::port));
    bases.put(ONE_BY_ONE, "http://" + net.world() + ":" + relays.get(1).port());
    bases.put(TOGETHER, "http://" + net.world() + ":" + relays.get(3).port());
    return new ChaosReceivers(smtp, hooks, torn, torn2, centre, relays, net.world());
  }

  private static String door(String path) {
    return path.startsWith(TOGETHER) ? TOGETHER : ONE_BY_ONE;
  }

  private static void mail(ChaosLog log, ReceivedMail mail) {
    log.came(
        mail.findHeader("Message-ID").orElse("a mail without an id: " + mail.raw()),
        mail.findHeader("Tocsin-Repeat").isPresent());
  }

  private static void sms(ChaosLog log, ReceivedSms sms) {
    log.came(sms.id(), sms.markedRepeat());
  }

  /** A folder of keys, with the one that signs webhooks. */
  static Path keys(Path home) throws IOException {
    Path keys = Files.createDirectories(home.resolve("keys"));
    Files.writeString(
        keys.resolve("webhook.key"),
        Base64.getEncoder().encodeToString(new byte[KeyFolder.KEY_BYTES]),
        StandardCharsets.UTF_8);
    return keys;
  }

  /**
   * A file of people: half by webhook, every other of them by HTTP/2; a quarter by mail, of whom
   * half by webhook as well; the rest by SMS.
   */
  Path watchers(Path home, int people) throws IOException {
    StringBuilder csv = new StringBuilder("id,lat,lon,languages,channel,address\n");
    for (int i = 0; i < people; i++) {
      String way =
          switch (i % 4) {
            case 0 -> "email,k" + i + "@exercise.invalid";
            case 1 -> "sms,+7916%07d".formatted(i);
            default -> hook(i);
          };
      csv.append("k%d,55,37,en,%s\n".formatted(i, way));
      if (i % 8 == 0) {
        csv.append("k%d,55,37,en,%s\n".formatted(i, hook(i)));
      }
    }
    return Files.writeString(home.resolve("watchers.csv"), csv, StandardCharsets.UTF_8);
  }

  private String hook(int person) {
    boolean together = person % 4 == 3;
    return "webhook,http://%s:%d%sk%d"
        .formatted(
            host, relays.get(together ? 3 : 1).port(), together ? TOGETHER : ONE_BY_ONE, person);
  }

  /** What a node has to be told. */
  List<String> settings() {
    return List.of(
        "--tocsin.mail.host=" + host,
        "--tocsin.mail.port=" + relays.get(0).port(),
        "--tocsin.mail.timeout=" + PATIENCE.toSeconds() + "s",
        "--tocsin.mail.workers=2",
        "--tocsin.webhook.workers=2",
        "--tocsin.outbound.call-timeout=" + PATIENCE.toSeconds() + "s",
        "--tocsin.outbound.per-host=8",
        "--tocsin.outbound.allow=%s:%d,%1$s:%d"
            .formatted(host, relays.get(1).port(), relays.get(3).port()),
        "--tocsin.outbound.plain-http2=" + host + ":" + relays.get(3).port(),
        "--tocsin.sms.host=" + host,
        "--tocsin.sms.port=" + relays.get(2).port(),
        "--tocsin.sms.system-id=exercise",
        "--tocsin.sms.password=secret",
        "--tocsin.sms.from=54321",
        "--tocsin.sms.timeout=" + PATIENCE.toSeconds() + "s",
        "--tocsin.sms.workers=2",
        "--tocsin.deliver.exercise.email=live",
        "--tocsin.deliver.exercise.webhook=live",
        "--tocsin.deliver.exercise.sms=live");
  }

  /** How often they misbehaved beyond words, for the story. */
  String misdeeds() {
    SmscReceiver.Counts sms = centre.counts();
    return ("answers of webhooks that broke: %d, %d by HTTP/2 (connections left: %d); mails and messages whose connection did: %d, %d;"
            + " receipts confirmed: %d for %d parts")
        .formatted(
            torn.torn(),
            torn2.torn(),
            torn2.left(),
            smtp.counts().dropped(),
            sms.dropped(),
            sms.receipts(),
            sms.submitted());
  }

  @Override
  public void close() {
    relays.forEach(Wire::close);
    centre.close();
    torn.close();
    torn2.close();
    hooks.close();
    smtp.close();
  }
}
