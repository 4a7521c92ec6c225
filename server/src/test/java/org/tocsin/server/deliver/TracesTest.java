// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tocsin.server.kernel.trace.Traces;
import org.tocsin.server.warn.Story;
import org.tocsin.server.world.ServerWorld;
import org.tocsin.sim.Faults;
import org.tocsin.sim.ReceivedMail;
import org.tocsin.sim.SmtpReceiver;

/**
 * FEATURE UNDER TEST: what happens to a warning is one trace at a collector, from the approval to
 * the commit of receipts, across threads and days, and holds nobody's data.
 */
class TracesTest {
  private static final Faults NOT_NOW = new Faults(1, 0, 1, 0, Duration.ZERO, 0, 0);

  private static final List<ResourceSpans> RECEIVED = new CopyOnWriteArrayList<>();
  private static final List<String> HEADERS = new CopyOnWriteArrayList<>();
  private static final List<ReceivedMail> MAILS = new CopyOnWriteArrayList<>();
  private static String warning;

  /** All that came to a collector while a warning was approved, put off once, and delivered. */
  @BeforeAll
  static void trace() throws IOException {
    HttpServer collector =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext(
        "/v1/traces",
        exchange -> {
          HEADERS.add(String.valueOf(exchange.getRequestHeaders().getFirst("X-Key")));
          RECEIVED.addAll(
              ExportTraceServiceRequest.parseFrom(exchange.getRequestBody())
                  .getResourceSpansList());
          byte[] answer = ExportTraceServiceResponse.getDefaultInstance().toByteArray();
          exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
          exchange.sendResponseHeaders(200, answer.length == 0 ? -1 : answer.length);
          exchange.close();
        });
    collector.start();
    try (SmtpReceiver smtp =
        SmtpReceiver.start(
            SmtpReceiver.Settings.of(Instant::now).withFaults(NOT_NOW), MAILS::add)) {
      ServerWorld world =
          ServerWorld.another(
              Map.of(
                  "tocsin.mail.host",
                  "127.0.0.1",
                  "tocsin.mail.port",
                  smtp.port(),
                  "tocsin.tracing.endpoint",
                  "http://127.0.0.1:" + collector.getAddress().getPort(),
                  "tocsin.tracing.headers.X-Key",
                  "secret",
                  "tocsin.tracing.requests",
                  1));
      warning = Story.begun(world).inForce();
      world.beat();
      smtp.turn(Faults.none());
      world.clock().forwardTo(world.clock().instant().plus(Duration.ofMinutes(5)));
      world.beat();
      String text = MAILS.getFirst().text();
      int link = text.indexOf("/a/");
      world.nobody().get(text.substring(link).split("\\s", 2)[0]);
      // At its end the server writes what is not written yet.
      world.stop();
    } finally {
      collector.stop(0);
    }
  }

  @AfterAll
  static void forget() {
    RECEIVED.clear();
  }

  private static List<Span> spans() {
    return RECEIVED.stream()
        .flatMap(each -> each.getScopeSpansList().stream())
        .flatMap(each -> each.getSpansList().stream())
        .toList();
  }

  private static List<Span> spans(String name) {
    return spans().stream().filter(span -> span.getName().equals(name)).toList();
  }

  private static String hex(ByteString bytes) {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }

  private static String derived(String text, int bytes) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)),
              0,
              bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void liesBelow(List<Span> spans, List<Span> above) {
    Set<String> ids = above.stream().map(span -> hex(span.getSpanId())).collect(Collectors.toSet());
    assertThat(spans).isNotEmpty();
    assertThat(spans).allMatch(span -> ids.contains(hex(span.getParentSpanId())));
  }

  @Test
  void fromTheApprovalToTheCommitOfReceiptsItIsOneTrace() {
    List<Span> approval = spans("approval");
    assertThat(approval).hasSize(1);
    assertThat(hex(approval.getFirst().getTraceId()))
        .as("it follows from the warning's id")
        .isEqualTo(derived("tocsin trace " + warning, 16));
    assertThat(hex(approval.getFirst().getSpanId()))
        .isEqualTo(derived("tocsin span " + warning, 8));
    assertThat(approval.getFirst().getParentSpanId().isEmpty()).isTrue();
    List<Span> waves = spans("wave");
    liesBelow(waves, approval);
    List<Span> chunks = spans("chunk");
    assertThat(chunks).as("the first attempt and the one after it was put off").hasSize(2);
    liesBelow(chunks, waves);
    List<Span> rounds = spans("round");
    liesBelow(rounds, chunks);
    liesBelow(spans("send"), rounds);
    liesBelow(spans("commit"), rounds);
    assertThat(
            Stream.of(approval, waves, chunks, rounds, spans("send"), spans("commit"))
                .flatMap(List::stream)
                .map(span -> hex(span.getTraceId()))
                .distinct())
        .hasSize(1);
    assertThat(spans()).allMatch(span -> span.getEndTimeUnixNano() >= span.getStartTimeUnixNano());
    assertThat(waves.getFirst().getStartTimeUnixNano())
        .isLessThanOrEqualTo(chunks.getFirst().getEndTimeUnixNano());
  }

  @Test
  void requestsAreNamedByTheirRouteAndNotByWhatWasAskedFor() {
    List<Span> requests =
        spans().stream().filter(span -> span.getKind() == Span.SpanKind.SPAN_KIND_SERVER).toList();
    assertThat(requests)
        .extracting(Span::getName)
        .contains("POST /api/v1/warnings/{id}/approval", "GET /a/{token}")
        .noneMatch(name -> name.contains(warning));
    assertThat(requests)
        .allMatch(span -> span.getStatus().getCode() != Status.StatusCode.STATUS_CODE_ERROR);
  }

  @Test
  void nobodysDataAndNoSecretIsInIt() {
    Set<String> keys = new TreeSet<>();
    for (Span span : spans()) {
      span.getAttributesList().stream().map(KeyValue::getKey).forEach(keys::add);
      assertThat(span.getEventsList()).isEmpty();
    }
    assertThat(keys)
        .containsExactlyInAnyOrder(
            "http.request.method",
            "http.response.status_code",
            "http.route",
            "tocsin.attempt",
            "tocsin.channel",
            "tocsin.chunk",
            "tocsin.done_before",
            "tocsin.from",
            "tocsin.parcels",
            "tocsin.receipts",
            "tocsin.recipients",
            "tocsin.size",
            "tocsin.step",
            "tocsin.warning",
            "tocsin.wave");
    String all =
        Stream.concat(
                spans().stream().map(Span::getName),
                Stream.concat(
                        spans().stream().flatMap(span -> span.getAttributesList().stream()),
                        RECEIVED.stream()
                            .flatMap(each -> each.getResource().getAttributesList().stream()))
                    .map(each -> each.getKey() + "=" + each.getValue()))
            .distinct()
            .collect(Collectors.joining("\n"));
    assertThat(all).contains("tocsin.channel=string_value: \"email\"");
    ReceivedMail mail = MAILS.getFirst();
    String link = mail.text().substring(mail.text().indexOf("/a/") + 3).split("\\s", 2)[0];
    assertThat(all)
        .doesNotContain("@", "example.org", mail.watcherId(), link, "secret", mail.subject());
    assertThat(HEADERS).isNotEmpty().containsOnly("secret");
  }

  @Test
  void whenItIsOffThereIsNothingThatCouldBeWritten() {
    assertThat(ServerWorld.running().bean(Traces.class)).isSameAs(Traces.off());
  }
}
