// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.answer;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tocsin.server.answer.DeviceWorld.Told;
import org.tocsin.server.world.BrowserWorld;
import org.tocsin.server.world.BrowserWorld.Window;
import org.tocsin.sim.PushDevice;
import org.tocsin.sim.ReceivedPush;

/**
 * FEATURE UNDER TEST: the answer page adds the device at hand, and its service worker shows what is
 * pushed, in a real Chromium.
 *
 * <p>What stands in for the browser's maker: {@code PushManager.subscribe}, which would ask a push
 * service on the internet, gives a subscription at the push service of these tests instead; and
 * what came there, opened, is handed to the service worker by DevTools. Everything else is
 * Chromium's.
 */
class DeviceBrowserTest {

  /** A subscription as the browser's own object gives it; kept by the page until it is given up. */
  private static final String SUBSCRIBING =
      """
      (() => {
        const made = JSON.parse('%s');
        const KEY = 'subscribed';
        const subscription = () => ({
          endpoint: made.endpoint,
          toJSON: () => made,
          unsubscribe: async () => { localStorage.removeItem(KEY); return true; },
        });
        PushManager.prototype.subscribe = async options => {
          window.askedWith = options;
          localStorage.setItem(KEY, 'yes');
          return subscription();
        };
        PushManager.prototype.getSubscription = async () =>
          localStorage.getItem(KEY) ? subscription() : null;
      })();
      """;

  private final DeviceWorld devices = DeviceWorld.running();

  private Window window(PushDevice device, int width) {
    Window window = BrowserWorld.whole().anonymous(devices.server().address(), width);
    window.page().context().grantPermissions(List.of("notifications"));
    String made =
        "{\"endpoint\":\"%s\",\"keys\":{\"p256dh\":\"%s\",\"auth\":\"%s\"}}"
            .formatted(device.endpoint(), device.p256dh(), device.auth());
    window.page().addInitScript(SUBSCRIBING.formatted(made));
    return window;
  }

  @Test
  void oneTapAddsTheDeviceAndOneTapTakesItBack() {
    Told told = devices.told();
    PushDevice device = devices.device();
    try (Window window = window(device, 390)) {
      Page page = window.page();
      window.open(told.link());
      window.check("answer-device-offer", 390, 1280);
      page.locator("#device-on").click();
      assertThat(page.locator("#device-said"))
          .hasText("Предупреждения будут приходить и на это устройство.");
      assertThat(page.locator("#device-on")).isHidden();
      assertThat(page.evaluate("window.askedWith.userVisibleOnly")).isEqualTo(true);
      assertThat(String.valueOf(page.evaluate("window.askedWith.applicationServerKey")))
          .hasSize(87);

      window.open(told.link());
      Locator off = page.locator("#device-off");
      assertThat(off).isVisible();
      assertThat(page.locator("#device form p")).containsText("1");
      window.check("answer-device-added", 390, 1280);
      off.click();
      assertThat(page.locator("#device-said")).containsText("больше не приходят");
      window.open(told.link());
      assertThat(page.locator("#device-on")).isVisible();
      assertThat(page.locator("#device form")).hasCount(0);
    }
  }

  @Test
  void aBrowserThatDoesNotAllowNotificationsIsToldSo() {
    Told told = devices.told();
    try (Window window = window(devices.device(), 390)) {
      window.page().context().clearPermissions();
      window.page().addInitScript("Notification.requestPermission = async () => 'denied';");
      window.open(told.link());
      window.page().locator("#device-on").click();
      assertThat(window.page().locator("#device-said")).containsText("не разрешает");
    }
  }

  @Test
  void withoutScriptThePageAsksForAnAnswerAndStopsAllDevices() {
    Told told = devices.told();
    told.add(devices.device());
    try (Window window = BrowserWorld.running().withoutScript(devices.server().address(), 390)) {
      Page page = window.page();
      window.open(told.link());
      assertThat(page.locator("#device-on")).isHidden();
      page.locator("#device form button").click();
      assertThat(page.locator("#device")).isHidden();
      page.locator("button.acknowledged").click();
      assertThat(page.locator(".done")).isVisible();
    }
  }

  @Test
  void whatIsPushedIsShownWithTheWordsOfTheServer() throws Exception {
    Told told = devices.told();
    PushDevice device = devices.device();
    try (Window window = window(device, 390)) {
      Worker worker = Worker.added(window, told);
      ReceivedPush push = told.received(device, told.next("Закрыто метро Мякинино")).getFirst();
      JsonObject shown = worker.shows(push.text());
      assertThat(shown.get("title").getAsString())
          .isEqualTo("[EXERCISE] [TLP:CLEAR] Закрыто метро Мякинино");
      assertThat(shown.get("body").getAsString())
          .contains("не настоящее предупреждение", "Держитесь подальше");
      assertThat(shown.get("lang").getAsString()).isEqualTo("ru");
      assertThat(shown.get("tag").getAsString()).isEqualTo(push.topic());
      assertThat(shown.get("data").getAsString())
          .startsWith(devices.server().address() + "/a/")
          .hasSizeGreaterThan(60);
    }
  }

  @Test
  void whenTheWordsCannotBeFetchedThePersonHearsThatThereIsAWarning() throws Exception {
    Told told = devices.told();
    PushDevice device = devices.device();
    try (Window window = window(device, 390)) {
      Worker worker = Worker.added(window, told);
      String message = "{\"token\":\"AQGNaXo\",\"tag\":\"t\",\"lang\":\"de-AT\",\"exercise\":true}";
      assertThat(worker.shows(message).get("title").getAsString())
          .isEqualTo("[EXERCISE] Eine Warnung für Sie – öffnen");
      assertThat(worker.shows("no JSON at all").get("title").getAsString())
          .isEqualTo("A warning for you – open");
      assertThat(worker.shows("{\"token\":\"../desk\",\"tag\":\"u\"}").get("data").getAsString())
          .isEqualTo(devices.server().address() + "/a/");
    }
  }

  /** The service worker of a window, spoken to by DevTools. */
  private record Worker(Page page, CDPSession tools, String registration, String origin) {

    private static final int DELIVERIES_MOST = 4;

    /** Adds the device on the page, as a person does. */
    static Worker added(Window window, Told told) throws Exception {
      Page page = window.page();
      CDPSession tools = page.context().newCDPSession(page);
      CompletableFuture<String> registered = new CompletableFuture<>();
      tools.on(
          "ServiceWorker.workerRegistrationUpdated",
          event -> {
            JsonArray all = event.getAsJsonArray("registrations");
            if (!all.isEmpty()) {
              registered.complete(all.get(0).getAsJsonObject().get("registrationId").getAsString());
            }
          });
      tools.send("ServiceWorker.enable");
      window.open(told.link());
      page.locator("#device-on").click();
      assertThat(page.locator("#device-off")).isVisible();
      page.waitForCondition(registered::isDone);
      String address = page.url();
      return new Worker(
          page,
          tools,
          registered.get(1, TimeUnit.SECONDS),
          address.substring(0, address.indexOf("/a/")));
    }

    /** Hands a message over and waits for its notification. */
    JsonObject shows(String message) {
      page.evaluate(
          "navigator.serviceWorker.ready.then(r => r.getNotifications())"
              + ".then(all => all.forEach(each => each.close()))");
      JsonObject push = new JsonObject();
      push.addProperty("origin", origin);
      push.addProperty("registrationId", registration);
      push.addProperty("data", message);
      // Chromium drops what comes while a worker is being started or replaced.
      @Nullable Object shown = null;
      for (int attempt = 0; shown == null && attempt < DELIVERIES_MOST; attempt++) {
        tools.send("ServiceWorker.deliverPushMessage", push);
        shown =
            page.evaluate(
                """
                async () => {
                  const registration = await navigator.serviceWorker.ready;
                  for (let looks = 0; looks < 100; looks++) {
                    const all = await registration.getNotifications();
                    if (all.length > 0) {
                      const { title, body, lang, tag, data } = all[0];
                      return JSON.stringify({ title, body, lang, tag, data });
                    }
                    await new Promise(next => setTimeout(next, 50));
                  }
                  return null;
                }
                """);
      }
      assertThat(shown).as("a notification of %s", message).isNotNull();
      return JsonParser.parseString(String.valueOf(shown)).getAsJsonObject();
    }
  }
}
