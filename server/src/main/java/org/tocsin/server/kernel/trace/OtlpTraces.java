// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.tocsin.server.kernel.tls.Trust;

/**
 * Traces by the OpenTelemetry SDK, over OTLP/HTTP (protobuf). Spans wait in a bounded queue and are
 * sent together by a thread of their own: a collector that is slow or gone costs spans, and holds
 * up nothing. It goes by the machine's clock, also in an exercise.
 */
final class OtlpTraces implements Traces, AutoCloseable {
  private static final int QUEUE = 8_192;
  private static final int TOGETHER = 512;
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int TRACE_BYTES = 16;
  private static final int SPAN_BYTES = 8;

  private final SdkTracerProvider provider;
  private final Tracer tracer;
  private final GivenIds ids = new GivenIds();
  private final double share;
  private final DoubleSupplier dice;

  private OtlpTraces(TraceSettings settings, OtlpHttpSpanExporterBuilder exporter) {
    this.share = settings.requests();
    this.dice = () -> ThreadLocalRandom.current().nextDouble();
    this.provider =
        SdkTracerProvider.builder()
            .setIdGenerator(ids)
            .setResource(
                Resource.getDefault()
                    .merge(
                        Resource.create(
                            Attributes.of(AttributeKey.stringKey("service.name"), "tocsin"))))
            .addSpanProcessor(
                BatchSpanProcessor.builder(exporter.build())
                    .setMaxQueueSize(QUEUE)
                    .setMaxExportBatchSize(TOGETHER)
                    .setScheduleDelay(EVERY)
                    .setExporterTimeout(PATIENCE)
                    .build())
            .build();
    this.tracer = provider.get("org.tocsin.server");
  }

  static OtlpTraces to(TraceSettings settings, Trust trust) {
    String base = String.valueOf(settings.endpoint());
    OtlpHttpSpanExporterBuilder exporter =
        OtlpHttpSpanExporter.builder()
            .setEndpoint((base.endsWith("/") ? base : base + "/") + "v1/traces")
            .setTimeout(PATIENCE)
            .setSslContext(trust.context(), trust.manager());
    settings.headers().forEach(exporter::addHeader);
    return new OtlpTraces(settings, exporter);
  }

  @Override
  public boolean isOn() {
    return true;
  }

  @Override
  public Open below(String trace, String thing, String name) {
    return new Begun(
        name,
        tracer
            .spanBuilder(name)
            .setParent(contextOf(trace, thing))
            .setSpanKind(SpanKind.CONSUMER)
            .startSpan());
  }

  @Override
  public void tell(
      String trace,
      String thing,
      String above,
      String name,
      Instant began,
      Instant ended,
      Map<String, String> facts) {
    SpanBuilder builder =
        tracer.spanBuilder(name).setSpanKind(SpanKind.PRODUCER).setStartTimestamp(began);
    if (above.isEmpty()) {
      builder.setNoParent();
    } else {
      builder.setParent(contextOf(trace, above));
    }
    facts.forEach(builder::setAttribute);
    Span span = ids.with(traceId(trace), spanId(thing), builder::startSpan);
    span.end(ended);
  }

  @Override
  public Open request(String method) {
    return dice.getAsDouble() < share
        ? new Begun(
            method,
            tracer
                .spanBuilder(method)
                .setNoParent()
                .setSpanKind(SpanKind.SERVER)
                .setAttribute("http.request.method", method)
                .startSpan())
        : NoTraces.OFF;
  }

  private static Context contextOf(String trace, String thing) {
    return Context.root()
        .with(
            Span.wrap(
                SpanContext.createFromRemoteParent(
                    traceId(trace),
                    spanId(thing),
                    TraceFlags.getSampled(),
                    TraceState.getDefault())));
  }

  /** The id of a warning's trace: the same on every node and after every start. */
  static String traceId(String trace) {
    return derived("tocsin trace " + trace, TRACE_BYTES);
  }

  /** The id of the span that stands for a thing. */
  static String spanId(String thing) {
    return derived("tocsin span " + thing, SPAN_BYTES);
  }

  private static String derived(String text, int bytes) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java platform", e);
    }
  }

  /** Writes what waits, and ends. */
  @Override
  public void close() {
    provider.shutdown().join(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /** Random ids, but for the span that somebody asks for by its id. */
  private static final class GivenIds implements IdGenerator {
    private record Given(String trace, String span) {}

    private static final ThreadLocal<@Nullable Given> GIVEN = new ThreadLocal<>();

    private final IdGenerator random = IdGenerator.random();

    Span with(String trace, String span, java.util.function.Supplier<Span> start) {
      GIVEN.set(new Given(trace, span));
      try {
        return start.get();
      } finally {
        GIVEN.remove();
      }
    }

    @Override
    public String generateSpanId() {
      Given now = GIVEN.get();
      return now == null ? random.generateSpanId() : now.span();
    }

    @Override
    public String generateTraceId() {
      Given now = GIVEN.get();
      return now == null ? random.generateTraceId() : now.trace();
    }
  }

  private final class Begun implements Open {
    private final String name;
    private final Span span;
    private final AtomicBoolean ended = new AtomicBoolean();

    Begun(String name, Span span) {
      this.name = name;
      this.span = span;
    }

    @Override
    public Open below(String name) {
      return new Begun(
          name,
          tracer
              .spanBuilder(name)
              .setParent(Context.root().with(span))
              .setSpanKind(SpanKind.INTERNAL)
              .startSpan());
    }

    @Override
    public Open fact(String key, String value) {
      span.setAttribute(key, Objects.requireNonNull(value));
      if (key.equals("http.route")) {
        span.updateName(name + " " + value);
      }
      return this;
    }

    @Override
    public Open fact(String key, long value) {
      span.setAttribute(key, value);
      return this;
    }

    @Override
    public Open failed(String type) {
      span.setStatus(StatusCode.ERROR);
      span.setAttribute("error.type", type);
      return this;
    }

    @Override
    public void end() {
      if (ended.compareAndSet(false, true)) {
        span.end();
      }
    }
  }
}
