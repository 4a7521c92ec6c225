// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tocsin.server.answer.DeviceWorld.Told;
import org.tocsin.server.deliver.AnswerTokens;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.ledger.Ledger;
import org.tocsin.server.ledger.TimelineLine;
import org.tocsin.server.warn.Story;
import org.tocsin.server.watch.Contact;
import org.tocsin.server.watch.Devices;
import org.tocsin.server.watch.Watchers;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.ServerWorld;
import org.tocsin.sim.PushDevice;
import org.tocsin.sim.ReceivedPush;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * FEATURE UNDER TEST: whoever holds an answer link adds the device at hand, is warned on it from
 * then on, and takes it back.
 */
class DevicesTest {

  private final DeviceWorld devices = DeviceWorld.running();
  private final ServerWorld world = devices.server();

  private List<String> kinds(Told told) {
    return world.bean(Watchers.class).channels(told.watcher());
  }

  private List<String> addresses(Told told) {
    return world
        .bean(Watchers.class)
        .contacts(told.watcher().number())
        .getFirst()
        .channels()
        .stream()
        .filter(each -> each.kind().equals("push"))
        .map(Contact.Channel::address)
        .toList();
  }

  private List<TimelineLine> record(Told told, String type) {
    return world.bean(Ledger.class).about(Watchers.subject(told.watcher().number())).stream()
        .filter(line -> line.type().equals(type))
        .toList();
  }

  private static JsonNode message(ReceivedPush push) {
    return new JsonMapper().readTree(push.text());
  }

  @Test
  void theNextWarningComesToTheDeviceAndItsTokenGivesTheWords() {
    Told told = devices.told();
    PushDevice device = devices.device();
    assertThat(told.add(device).status()).isEqualTo(204);
    assertThat(kinds(told)).containsExactly("email", "push");
    String id = told.next("Закрыто метро Мякинино");

    assertThat(told.received(device, id)).hasSize(1);
    ReceivedPush push = told.received(device, id).getFirst();
    assertThat(push.text()).doesNotContain("метро");
    assertThat(message(push).get("exercise").asBoolean()).isTrue();
    assertThat(message(push).get("lang").asString()).isEqualTo("ru");
    Answer words = world.nobody().page("/a/" + message(push).get("token").asString() + "/words");
    assertThat(words.status()).isEqualTo(200);
    assertThat(words.header("Cache-Control")).contains("no-store");
    assertThat(words.text("title")).isEqualTo("[EXERCISE] [TLP:CLEAR] Закрыто метро Мякинино");
    assertThat(words.text("body"))
        .isEqualTo(
            "УЧЕНИЯ (EXERCISE): это не настоящее предупреждение.\n"
                + "Держитесь подальше от скоплений людей 48 часов.");
    assertThat(words.text("lang")).isEqualTo("ru");
    assertThat(world.nobody().page("/a/" + message(push).get("token").asString()).body())
        .contains("Закрыто метро Мякинино");
  }

  @Test
  void anUpdateTakesThePlaceOfWhatItUpdatesAndTheOlderTokenGivesTheNewestWords() {
    Told told = devices.told();
    PushDevice device = devices.device();
    told.add(device);
    String first = told.next("Первое");
    List<ReceivedPush> received =
        Stream.of(first, told.next("Другое"), told.updated(first, "Второе"))
            .flatMap(id -> told.received(device, id).stream())
            .toList();
    assertThat(received).hasSize(3);
    assertThat(received.get(2).topic()).isEqualTo(received.get(0).topic());
    assertThat(received.get(1).topic()).isNotEqualTo(received.get(0).topic());
    String token = message(received.get(0)).get("token").asString();
    Answer words = world.nobody().page("/a/" + token + "/words");
    assertThat(words.text("title")).endsWith("Второе");
    assertThat(words.text("body")).contains("Предупреждение обновлено.");
  }

  @Test
  void aFileThatIsTakenInAgainLeavesTheDevicesAsTheyAre() {
    Told told = devices.told();
    PushDevice device = devices.device();
    told.add(device);
    String row =
        "id,lat,lon,channel,address\n%s,55.75,37.6,webhook,https://hall.example/hook\n"
            .formatted(told.story().watcher());
    Answer taken =
        world
            .ana()
            .post(
                "/api/v1/watchers/import",
                "text/csv",
                row.getBytes(StandardCharsets.UTF_8),
                Map.of());
    assertThat(taken.status()).as(taken.toString()).isEqualTo(200);

    assertThat(kinds(told)).containsExactly("push", "webhook");
    assertThat(world.ana().get("/api/v1/watchers/" + told.watcher()).json().get("channels"))
        .hasToString("[\"push\",\"webhook\"]");
    assertThat(addresses(told)).singleElement().asString().startsWith(device.endpoint() + "|");
  }

  @Test
  void addingADeviceAgainChangesNothingAndNewKeysTakeThePlaceOfTheOld() {
    Told told = devices.told();
    PushDevice device = devices.device();
    told.add(device);
    assertThat(told.add(device).status()).isEqualTo(204);
    assertThat(addresses(told)).hasSize(1);
    assertThat(record(told, "DeviceAdded")).hasSize(1);

    PushDevice renewed = PushDevice.at(device.endpoint());
    assertThat(told.add(renewed).status()).isEqualTo(204);
    assertThat(addresses(told)).singleElement().asString().contains(renewed.p256dh());
  }

  @Test
  void thereIsALimitOfDevices() {
    Told told = devices.told();
    told.add(devices.device());
    told.add(devices.device());
    Answer third = told.add(devices.device());
    assertThat(third.status()).isEqualTo(409);
    assertThat(third.body()).contains("T5007");
    assertThat(addresses(told)).hasSize(2);
    assertThat(world.nobody().page(told.link()).body()).contains("Устройств", " 2</p>");
  }

  @Test
  void aDeviceIsStoppedByItsEndpointAndAllOfThemByAFormWithoutScript() {
    Told told = devices.told();
    PushDevice one = devices.device();
    PushDevice other = devices.device();
    told.add(one);
    told.add(other);
    String stop = told.link() + "/device/stop";
    Answer stopped = world.nobody().submit(stop, Map.of("endpoint", one.endpoint().toString()));
    assertThat(stopped.status()).isEqualTo(204);
    assertThat(addresses(told)).singleElement().asString().startsWith(other.endpoint() + "|");
    String id = told.next("Только второе устройство");
    assertThat(told.received(one, id)).isEmpty();
    assertThat(told.received(other, id)).hasSize(1);

    Answer all = world.nobody().submit(stop, Map.of());
    assertThat(all.status()).isEqualTo(303);
    assertThat(all.header("Location")).isEqualTo(told.link());
    assertThat(kinds(told)).containsExactly("email");
    assertThat(record(told, "DeviceRemoved")).hasSize(2);
    // Once more is no act.
    world.nobody().submit(stop, Map.of());
    assertThat(record(told, "DeviceRemoved")).hasSize(2);
  }

  @Test
  void whatGivesItsSubscriptionUpIsForgottenAtTheNextWarning() {
    Told told = devices.told();
    PushDevice gone = PushDevice.at(devices.device().endpoint().resolve("/push/never"));
    told.add(gone);
    told.next("Никто не слышит");
    assertThat(addresses(told)).isEmpty();
    assertThat(kinds(told)).containsExactly("email");
    assertThat(record(told, "DeviceRemoved")).hasSize(1);
  }

  @Test
  void theRecordSaysThatADeviceWasAddedAndNotWhich() {
    Told told = devices.told();
    PushDevice device = devices.device();
    told.add(device);
    assertThat(record(told, "DeviceAdded"))
        .singleElement()
        .satisfies(line ->
            assertThat(line.toString())
                .contains("push")
                .doesNotContain(device.endpoint().toString(), device.p256dh(), device.auth()));
  }

  @Test
  void whoIsErasedIsWarnedOnNoDevice() {
    Told told = devices.told();
    told.add(devices.device());
    assertThat(world.ana().delete("/api/v1/watchers/" + told.watcher()).status()).isEqualTo(204);
    assertThat(world.bean(Devices.class).count(told.watcher(), "push")).isZero();
    assertThat(told.add(devices.device()).status()).isEqualTo(404);
  }

  @Test
  void whatIsNoSubscriptionIsRefusedWithoutRepeatingIt() {
    Told told = devices.told();
    String add = told.link() + "/device";
    for (Map<String, String> fields :
        List.of(
            Map.<String, String>of(),
            Map.of("endpoint", "http://10.1.2.3/inside", "p256dh", "AAAA", "auth", "BBBB"),
            Map.of("endpoint", "x".repeat(3_000), "p256dh", "AAAA", "auth", "BBBB"))) {
      Answer refused = world.nobody().submit(add, fields);
      assertThat(refused.status()).as(refused.toString()).isEqualTo(422);
      assertThat(refused.body()).contains("T5006").doesNotContain("inside", "BBBB");
    }
    assertThat(kinds(told)).containsExactly("email");
  }

  @Test
  void aLinkThatIsNoneAddsNothingAndGivesNoWords() {
    Map<String, String> fields = DeviceWorld.fields(devices.device());
    assertThat(world.nobody().submit("/a/AQGNaXo/device", fields).status()).isEqualTo(404);
    assertThat(world.nobody().submit("/a/AQGNaXo/device/stop", fields).status()).isEqualTo(404);
    assertThat(world.nobody().page("/a/AQGNaXo/words").status()).isEqualTo(404);
  }

  @Test
  void aLinkThatIsOverAddsNothing() {
    Told told = devices.told();
    String token =
        world
            .bean(AnswerTokens.class)
            .make(
                new WarningId(told.id()),
                told.watcher(),
                world.clock().instant().minus(Duration.ofMinutes(5)));
    Map<String, String> fields = DeviceWorld.fields(devices.device());
    assertThat(world.nobody().submit("/a/" + token + "/device", fields).status()).isEqualTo(410);
    assertThat(world.nobody().page("/a/" + token + "/words").status()).isEqualTo(410);
  }

  @Test
  void theWorkerMayActForAnswerPagesOnlyAndIsAskedForAnew() {
    Answer worker = world.nobody().page("/a/worker.js");
    assertThat(worker.status()).isEqualTo(200);
    assertThat(worker.header("Content-Type")).startsWith("text/javascript");
    assertThat(worker.header("Cache-Control")).contains("no-cache");
    assertThat(worker.header("Content-Security-Policy")).contains("default-src 'none'");
    // Without this header a worker has the scope of its own folder and no more.
    assertThat(worker.headers("Service-Worker-Allowed")).isEmpty();
  }

  @Test
  void aDeskThatSendsNoNotificationsOffersNone() {
    ServerWorld plain = ServerWorld.running();
    Story story = Story.begun(plain);
    String id = story.inForce();
    String token =
        plain
            .bean(AnswerTokens.class)
            .make(
                new WarningId(id),
                plain.bean(Watchers.class).find(story.watcher()).orElseThrow(),
                plain.clock().instant().plus(Duration.ofDays(1)));
    assertThat(plain.nobody().page("/a/" + token).body())
        .doesNotContain("<script", "id=\"device\"");
    Answer refused =
        plain.nobody().submit("/a/" + token + "/device", DeviceWorld.fields(devices.device()));
    assertThat(refused.status()).isEqualTo(404);
    assertThat(refused.body()).contains("T7006");
  }
}
