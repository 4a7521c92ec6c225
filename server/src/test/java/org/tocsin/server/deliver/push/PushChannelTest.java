// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tocsin.cap.Severity;
import org.tocsin.cap.Urgency;
import org.tocsin.server.deliver.ApprovedWarning;
import org.tocsin.server.deliver.Channel;
import org.tocsin.server.deliver.ChannelContract;
import org.tocsin.server.deliver.HttpPeer;
import org.tocsin.server.deliver.Note;
import org.tocsin.server.deliver.Outcome;
import org.tocsin.server.deliver.Parcel;
import org.tocsin.server.deliver.PushDevices;
import org.tocsin.server.deliver.SampleParcels;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.http.Outbound;
import org.tocsin.server.kernel.http.OutboundSettings;
import org.tocsin.sim.Faults;
import org.tocsin.sim.HttpReply;
import org.tocsin.sim.PushDevice;
import org.tocsin.sim.PushReceiver;
import org.tocsin.sim.ReceivedPush;
import org.tocsin.sim.ReceivedRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * FEATURE UNDER TEST: warnings by Web Push, against a push service that holds requests to the
 * standards and whose devices open what they are sent.
 */
class PushChannelTest extends ChannelContract {

  private static final JsonMapper JSON = new JsonMapper();
  private static final PushSettings SETTINGS = new PushSettings("mailto:duty@desk.example", 2, 5);
  private static final ApprovedWarning.Text TEXT =
      SampleParcels.text("Avoid large gatherings", "A threat to concerts.", "Stay away.");
  private static final String KEY =
      "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
  private static final String AUTH = "BTBZMqHH6r4Tts7J_aSIgg";

  @Override
  protected Peer peer(Faults faults) throws IOException {
    return new Service(faults);
  }

  @Override
  protected Peer nowhere() throws IOException {
    Service service = new Service(Faults.none());
    service.address(0);
    service.address(1);
    service.receiver.close();
    return service;
  }

  @Override
  protected List<String> noAddresses() {
    String key = "|" + KEY + "|" + AUTH;
    return List.of(
        "https://push.example.net/p",
        "https://push.example.net/p|" + KEY,
        "https://push.example.net/p" + key + "|x",
        "http://push.example.net/p" + key,
        "ftp://push.example.net/p" + key,
        "https://me:secret@push.example.net/p" + key,
        "https://push.example.net/a b" + key,
        key,
        "https://push.example.net/p|" + KEY + "|BTBZMqHH6r4Tts7J_aSI",
        "https://push.example.net/p|" + KEY.replace('B', 'C') + "|" + AUTH,
        "https://push.example.net/p|" + KEY.substring(4) + "|" + AUTH,
        "https://push.example.net/p|~~~~|" + AUTH,
        "{",
        "{}",
        "{\"endpoint\":\"https://push.example.net/p\",\"keys\":{\"auth\":\"" + AUTH + "\"}}");
  }

  @Test
  void theJsonOfABrowserIsAnAddressAsWell() {
    String json =
        """
        {"endpoint":"https://push.example.net/p?x=1","expirationTime":null,
         "keys":{"p256dh":"%s","auth":"%s"}}
        """
            .formatted(KEY, AUTH);
    assertThat(Subscription.fault(json)).isEmpty();
    assertThat(Subscription.of(json).text())
        .isEqualTo("https://push.example.net/p?x=1|" + KEY + "|" + AUTH);
    assertThat(Subscription.of(Subscription.of(json).text()).text())
        .isEqualTo(Subscription.of(json).text());
  }

  @Test
  void theServiceLearnsNothingButHowLongHowUrgentAndThatALaterOneReplacesIt() throws Exception {
    try (Service service = new Service(Faults.none())) {
      Parcel parcel = SampleParcels.of(service.address(1), TEXT);
      assertThat(service.send(parcel)).isInstanceOf(Outcome.Told.class);
      ReceivedPush push = service.receiver.recent().getFirst();

      assertThat(push.urgency()).isEqualTo("high");
      assertThat(push.seconds()).isEqualTo(172_800);
      assertThat(push.topic()).matches("[A-Za-z0-9_-]{32}");
      ReceivedRequest request = push.request();
      // The client's own headers, those of the standards, and no more.
      assertThat(request.headers().keySet())
          .containsExactlyInAnyOrder(
              "authorization",
              "content-encoding",
              "content-type",
              "content-length",
              "ttl",
              "urgency",
              "topic",
              "user-agent",
              "host",
              "connection",
              "accept-encoding");
      assertThat(request.headers() + request.body())
          .doesNotContain("Avoid", "Stay", "token", parcel.id(), "warning_", "warn.example.org");
      assertThat(request.bytes()).isEqualTo(PushMessage.PADDED_BYTES + 103);
    }
  }

  @Test
  void theDeviceGetsATokenAndMarksAndNoWords() throws Exception {
    try (Service service = new Service(Faults.none())) {
      Parcel parcel = parcels(service, 1, true).getFirst();
      service.send(parcel);
      String text = service.receiver.recent().getFirst().text();
      JsonNode message = JSON.readTree(text);
      assertThat(message.propertyNames())
          .containsExactly("token", "id", "tag", "lang", "exercise", "repeat");
      assertThat(message.get("token").asString()).isEqualTo("token0");
      assertThat(message.get("id").asString()).isEqualTo(parcel.id());
      assertThat(message.get("lang").asString()).isEqualTo("en");
      assertThat(message.get("exercise").asBoolean()).isTrue();
      assertThat(message.get("repeat").asBoolean()).isTrue();
      assertThat(text).doesNotContain("Avoid", "Stay", "Moscow");
    }
  }

  @Test
  void anUpdateHasTheTopicOfWhatItUpdatesAndNoTwoDevicesShareOne() throws Exception {
    WarningId first = new WarningId("warning_01HRS4000000000000000000AA");
    try (Service service = new Service(Faults.none(), _ -> first);
        Service apart = new Service(Faults.none())) {
      service.send(SampleParcels.of(service.address(1), TEXT));
      service.send(
          SampleParcels.of(service.address(1), TEXT, Urgency.IMMEDIATE, Severity.SEVERE, "Update"));
      service.send(SampleParcels.of(service.address(2), TEXT));
      List<String> topics = service.receiver.recent().stream().map(ReceivedPush::topic).toList();
      assertThat(topics.get(1)).isEqualTo(topics.get(0));
      assertThat(topics.get(2)).isNotEqualTo(topics.get(0));
      assertThat(JSON.readTree(service.receiver.recent().getFirst().text()).get("tag").asString())
          .isEqualTo(topics.get(0));
      apart.send(SampleParcels.of(apart.address(1), TEXT));
      assertThat(topics).doesNotContain(apart.receiver.recent().getFirst().topic());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "EXTREME,IMMEDIATE,Alert,high", "SEVERE,FUTURE,Alert,high", "MINOR,IMMEDIATE,Alert,high",
    "MODERATE,EXPECTED,Update,normal", "MINOR,FUTURE,Alert,normal", "UNKNOWN,FUTURE,Alert,high",
    "MODERATE,UNKNOWN,Alert,high", "EXTREME,PAST,Alert,normal", "EXTREME,IMMEDIATE,Cancel,normal"
  })
  void aSleepingPhoneIsWokenForWhatIsGraveOrNow(
      Severity severity, Urgency urgency, String msgType, String header) {
    Parcel parcel = SampleParcels.of("x", TEXT, urgency, severity, msgType);
    assertThat(PushMessage.urgency(parcel.letter().warning())).isEqualTo(header);
  }

  @ParameterizedTest
  @CsvSource({"0,172800", "47,3600", "48,60", "100,60", "-1000,2419200"})
  void itIsKeptUntilTheDangerIsOverWithinBounds(int hoursLater, long seconds) {
    Parcel parcel = SampleParcels.of("x", TEXT);
    Parcel later =
        new Parcel(
            parcel.id(),
            parcel.watcher(),
            parcel.address(),
            parcel.letter(),
            parcel.answerLink(),
            false,
            parcel.at().plus(Duration.ofHours(hoursLater)));
    assertThat(PushMessage.secondsKept(later)).isEqualTo(seconds);
  }

  @Test
  void aDeviceThatGaveItsSubscriptionUpHasFailedAndIsForgotten() throws Exception {
    try (Service service = new Service(Faults.none())) {
      Parcel parcel = SampleParcels.of(service.address(1), TEXT);
      service.receiver.unsubscribe("p1");
      assertThat(service.send(parcel))
          .isInstanceOfSatisfying(
              Outcome.Failed.class, failed -> assertThat(failed.reason()).contains("404"));
      assertThat(service.gone).containsExactly(parcel.address());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "200,Told,false",
    "201,Told,false",
    "202,Told,false",
    "400,Failed,false",
    "401,Failed,false",
    "403,Failed,false",
    "404,Failed,false",
    "410,Failed,false",
    "413,Failed,false",
    "302,Deferred,false",
    "429,Deferred,false",
    "500,Deferred,true",
    "502,Deferred,true",
    "503,Deferred,false"
  })
  void aRefusalIsForGoodOrForNow(int status, String outcome, boolean mayHaveArrived)
      throws Exception {
    HttpReply reply = new HttpReply(status, Map.of("Retry-After", "7"), "go away, p1");
    try (Answering service = new Answering(reply)) {
      Outcome found = service.send();
      assertThat(found.getClass().getSimpleName()).isEqualTo(outcome);
      if (found instanceof Outcome.Deferred later) {
        assertThat(later.mayHaveArrived()).isEqualTo(mayHaveArrived);
        assertThat(later.notBefore()).isEqualTo(Duration.ofSeconds(7));
      }
      assertThat(found.toString()).doesNotContain("127.0.0.1", "p1");
      assertThat(service.gone).hasSize(status == 404 || status == 410 ? 1 : 0);
    }
  }

  @Test
  void anEndpointInsideTheHouseIsNotAsked() {
    try (Outbound outbound =
        new Outbound(
            new OutboundSettings(List.of(), Duration.ofSeconds(1), Duration.ofSeconds(2), 4))) {
      Channel channel = channel(outbound, UnaryOperator.identity(), new ArrayList<>());
      for (String endpoint :
          List.of("http://127.0.0.1:1/p", "https://10.0.0.1/p", "https://[::1]/p")) {
        Parcel parcel = SampleParcels.of(endpoint + "|" + KEY + "|" + AUTH, TEXT);
        try (Channel.Line line = channel.open()) {
          assertThat(line.send(List.of(parcel)).getFirst()).isInstanceOf(Outcome.Failed.class);
        }
      }
    }
  }

  @Test
  void withoutASubjectNothingIsSentAndNoDeviceIsOffered() throws Exception {
    try (Service service = new Service(Faults.none())) {
      PushSettings settings = new PushSettings("", 2, 5);
      VapidKey key = new VapidKey(new byte[32], "", InstantSource.system());
      PushChannel channel =
          new PushChannel(
              settings, key, service.outbound, JSON, UnaryOperator.identity(), (_, _) -> {});
      assertThat(channel.missing()).isPresent();
      assertThat(new PushOffer(settings, key).key()).isEmpty();
      try (Channel.Line line = channel.open()) {
        assertThat(line.send(List.of(SampleParcels.of(service.address(1), TEXT))))
            .singleElement()
            .isInstanceOf(Outcome.Deferred.class);
      }
      assertThat(service.receiver.recent()).isEmpty();
      assertThat(new PushOffer(SETTINGS, key).key()).contains(key.publicText());
    }
  }

  @Test
  void twoDescriptionsOfOneEndpointAreOneDevice() {
    String one = PushDevices.address("https://p.example/1", KEY, AUTH);
    assertThat(PushDevices.sameDevice(one, PushDevices.address("https://p.example/1", "x", "y")))
        .isTrue();
    assertThat(PushDevices.sameDevice(one, PushDevices.address("https://p.example/12", KEY, AUTH)))
        .isFalse();
  }

  private static PushChannel channel(
      Outbound outbound, UnaryOperator<WarningId> firstOf, List<String> gone) {
    return new PushChannel(
        SETTINGS,
        new VapidKey(new byte[32], SETTINGS.subject(), InstantSource.system()),
        outbound,
        JSON,
        firstOf,
        (_, address) -> gone.add(address));
  }

  private static Outbound outbound(int port) {
    return new Outbound(
        new OutboundSettings(
            List.of("127.0.0.1:" + port), Duration.ofSeconds(1), Duration.ofSeconds(2), 64));
  }

  /** A push service with a device a person. */
  private static final class Service implements Peer {
    private final PushReceiver receiver;
    private final Outbound outbound;
    private final Channel channel;
    private final List<String> gone = new CopyOnWriteArrayList<>();
    private final Map<String, Parcel> sent = new ConcurrentHashMap<>();

    Service(Faults faults) throws IOException {
      this(faults, UnaryOperator.identity());
    }

    Service(Faults faults, UnaryOperator<WarningId> firstOf) throws IOException {
      receiver = PushReceiver.start(faults, Clock.systemUTC(), 1_000);
      outbound = PushChannelTest.outbound(receiver.port());
      channel = PushChannelTest.channel(outbound, firstOf, gone);
    }

    Outcome send(Parcel parcel) {
      try (Channel.Line line = channel.open()) {
        return line.send(List.of(parcel)).getFirst();
      }
    }

    /** The channel, with the words of what it is given kept for {@link #taken}. */
    @Override
    public Channel channel() {
      return new Overheard(channel, parcel -> sent.put(PushMessage.token(parcel), parcel));
    }

    @Override
    public String address(int person) {
      PushDevice device = receiver.device("p" + person);
      return PushDevices.address(device.endpoint().toString(), device.p256dh(), device.auth());
    }

    /**
     * What a person reads: the page fetches it by the token in the message, from this server. That
     * it does is the business of {@code DevicesTest}; here the words are those that belong to the
     * token, if the message has the right one.
     */
    @Override
    public List<Taken> taken() {
      return receiver.recent().stream()
          .map(push -> {
            JsonNode message = JSON.readTree(push.text());
            Parcel parcel = Objects.requireNonNull(sent.get(message.get("token").asString()));
            int person = Integer.parseInt(push.endpoint().getPath().substring("/push/p".length()));
            return new Taken(
                address(person),
                message.get("id").asString(),
                message.get("repeat").asBoolean(),
                Note.of(parcel).plain());
          })
          .toList();
    }

    @Override
    public void close() {
      receiver.close();
      outbound.close();
    }
  }

  /** A push service that answers everything with the same. */
  private static final class Answering extends HttpPeer {
    private final HttpReply reply;
    private final List<String> gone = new CopyOnWriteArrayList<>();

    Answering(HttpReply reply) throws IOException {
      super(Faults.none());
      this.reply = reply;
    }

    Outcome send() {
      try (Channel.Line line = channel().open()) {
        return line.send(List.of(SampleParcels.of(address(1), TEXT))).getFirst();
      }
    }

    @Override
    public Channel channel() {
      return PushChannelTest.channel(outbound(), UnaryOperator.identity(), gone);
    }

    @Override
    public String address(int person) {
      return PushDevices.address(base() + "/p" + person, KEY, AUTH);
    }

    @Override
    protected String addressOf(ReceivedRequest request) {
      return URI.create(request.path()).toString();
    }

    @Override
    protected HttpReply taken(ReceivedRequest request) {
      return reply;
    }

    @Override
    protected HttpReply refused() {
      return reply;
    }
  }
}
