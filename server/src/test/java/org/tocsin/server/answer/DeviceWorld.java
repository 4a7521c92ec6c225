// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.tocsin.server.deliver.AnswerTokens;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.WatcherId;
import org.tocsin.server.warn.Draft;
import org.tocsin.server.warn.Drafts;
import org.tocsin.server.warn.Story;
import org.tocsin.server.watch.Watchers;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.ServerWorld;
import org.tocsin.sim.Faults;
import org.tocsin.sim.PushDevice;
import org.tocsin.sim.PushReceiver;
import org.tocsin.sim.ReceivedPush;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A server in an exercise that sends notifications, and a push service beside it; started once. */
final class DeviceWorld {

  private static final AtomicInteger DEVICES = new AtomicInteger();
  private static final JsonMapper JSON = new JsonMapper();

  private final PushReceiver push;
  private final ServerWorld world;

  private DeviceWorld() throws IOException {
    push = PushReceiver.start(Faults.none(), Clock.systemUTC(), 1_000);
    world =
        ServerWorld.another(
            Map.of(
                "tocsin.exercise",
                true,
                "tocsin.deliver.exercise.push",
                "live",
                "tocsin.push.subject",
                "mailto:duty@desk.example",
                "tocsin.push.devices",
                2,
                "tocsin.outbound.allow",
                "127.0.0.1:" + push.port()));
  }

  private static final class Running {
    static final DeviceWorld WORLD = start();

    private static DeviceWorld start() {
      try {
        return new DeviceWorld();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  static DeviceWorld running() {
    return Running.WORLD;
  }

  ServerWorld server() {
    return world;
  }

  PushReceiver push() {
    return push;
  }

  /** A browser's subscription that nobody has used yet. */
  PushDevice device() {
    return push.device("device-" + DEVICES.incrementAndGet());
  }

  static Map<String, String> fields(PushDevice device) {
    return Map.of(
        "endpoint", device.endpoint().toString(),
        "p256dh", device.p256dh(),
        "auth", device.auth());
  }

  /** A warning in force and the answer link of its watcher, who reads Russian. */
  Told told() {
    Story story = Story.begun(world);
    String id = story.inForce();
    WatcherId watcher = world.bean(Watchers.class).find(story.watcher()).orElseThrow();
    String token =
        world
            .bean(AnswerTokens.class)
            .make(new WarningId(id), watcher, world.clock().instant().plus(Duration.ofDays(9)));
    return new Told(this, story, id, watcher, token);
  }

  record Told(DeviceWorld devices, Story story, String id, WatcherId watcher, String token) {

    Answer add(PushDevice device) {
      return server().nobody().submit(link() + "/device", fields(device));
    }

    String link() {
      return "/a/" + token;
    }

    private ServerWorld server() {
      return devices.server();
    }

    /** What came to this device of this warning, as its browser opens it. */
    List<ReceivedPush> received(PushDevice device, String warning) {
      return devices.push().recent().stream()
          .filter(each -> each.endpoint().equals(device.endpoint()))
          .filter(each -> each.text().contains(warning))
          .toList();
    }

    /** A public alert that goes out as a notification alone. */
    Draft byPush(String headline) {
      Draft draft =
          Drafts.with(
              Drafts.publicAlert(server().clock().instant()),
              "/plan/steps",
              "[{\"channels\":[\"push\"],\"waitMinutes\":30}]");
      return Drafts.with(draft, "/texts/1/headline", "\"" + headline + "\"");
    }

    /** The next alert of the case, signed and sent; gives its id. */
    String next(String headline) {
      return sent(story.compose(byPush(headline)));
    }

    /** An update of this alert, signed and sent; gives its id. */
    String updated(String alert, String headline) {
      ObjectNode body = JSON.valueToTree(byPush(headline));
      return sent(server().ana().post("/api/v1/warnings/" + alert + "/update", body));
    }

    private String sent(Answer made) {
      assertThat(made.status()).as(made.toString()).isEqualTo(201);
      String id = made.text("id");
      Answer signed = story.signed(id);
      assertThat(signed.text("state")).as(signed.toString()).isEqualTo("inForce");
      server().beat();
      return id;
    }
  }
}
