// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tocsin.server.kernel.web.LiveStream;
import org.tocsin.server.world.BrowserWorld;
import org.tocsin.server.world.BrowserWorld.Window;
import org.tocsin.server.world.ServerWorld;

/**
 * FEATURE UNDER TEST: every page of the console works in a real browser, wide and narrow, by
 * keyboard and for assistive technology. A new page joins by a line of the tables below.
 */
class DeskBrowserTest {

  private final ServerWorld world = ServerWorld.running();

  @ParameterizedTest(name = "{0} at {2} px")
  @CsvSource({
    "start, /desk, 1280",
    "start, /desk, 390",
    "start, /desk, 320",
    "people, /desk/administration/people, 1280",
    "people, /desk/administration/people, 390",
    "tokens, /desk/administration/tokens, 1280",
    "tokens, /desk/administration/tokens, 390",
  })
  void pagesOfTheDeskAreSound(String name, String path, int width) {
    try (Window desk = BrowserWorld.running().signedIn(world, world.ana(), width)) {
      desk.open(path);
      desk.check(name);
    }
  }

  @ParameterizedTest(name = "{0} at {2} px")
  @CsvSource({
    "login, /login, 1280",
    "login, /login, 320",
    "problems, /problems, 1280",
    "problems, /problems, 390",
    "problem, /problems/T9003, 390",
  })
  void publicPagesAreSound(String name, String path, int width) {
    try (Window window = BrowserWorld.running().anonymous(world.address(), width)) {
      window.open(path);
      window.check(name);
    }
    try (Window window = BrowserWorld.running().dark(world.address(), width)) {
      window.open(path);
      window.check(name);
    }
  }

  @Test
  void theDeskIsSoundInTheDark() {
    try (Window desk = BrowserWorld.running().dark(world.address(), 1280)) {
      desk.signIn(world.bo());
      desk.open("/desk/administration/people");
      desk.check("people");
    }
  }

  @Test
  void theFirstTwoOfficersSetUpTheDeskInAnExercise() throws java.io.IOException {
    ServerWorld.Bare bare = ServerWorld.bare(Map.of("tocsin.exercise", true));
    try (var _ = bare.server();
        Window window =
            BrowserWorld.running().anonymous(bare.address(), BrowserWorld.EVERY_WIDTH)) {
      window.open("/desk");
      window.check("setup");
      String code = java.nio.file.Files.readString(bare.data().resolve("setup-code"));
      window.page().getByLabel("Set-up code").fill(code);
      String[] names = {"Eve", "Fay"};
      for (int i = 0; i < 2; i++) {
        window.page().locator("#f-name" + i).fill(names[i]);
        window.page().locator("#f-email" + i).fill(names[i] + "@desk.example");
        window.page().locator("#f-password" + i).fill("short");
      }
      window.page().locator("main button").click();
      assertThat(window.page().locator(".fault")).hasCount(2);
      window.check("setup-refused");
      for (int i = 0; i < 2; i++) {
        window.page().locator("#f-password" + i).fill("a long password " + names[i]);
      }
      window.page().locator("main button").click();
      window.page().waitForURL(bare.address() + "/login");
      window.page().getByLabel("E-mail address").fill("eve@desk.example");
      window.page().getByLabel("Password").fill("a long password Eve");
      window.page().locator("main button").click();
      assertThat(window.page().locator(".exercise")).containsText("7 March 2024");
      window.check("exercise");
    }
  }

  @Test
  void theSkipLinkComesFirstAndLeadsToTheContent() {
    try (Window desk = BrowserWorld.running().signedIn(world, world.ana(), 1280)) {
      desk.open("/desk");
      desk.page().keyboard().press("Tab");
      Locator skip = desk.page().locator(".skip");
      assertThat(skip).isFocused();
      desk.page().keyboard().press("Enter");
      assertThat(desk.page().locator("#main")).isFocused();
    }
  }

  @Test
  void aPartThatListensIsAskedForAgainWhenSomethingChanged() {
    try (Window desk = BrowserWorld.running().signedIn(world, world.ana(), 1280)) {
      desk.open("/desk/probe");
      assertThat(desk.page().locator("#probe")).hasText("asked 1 times");
      desk.page().waitForCondition(() -> world.bean(LiveStream.class).listeners("probe") == 1);
      world.bean(LiveStream.class).tell("probe", "changed");
      assertThat(desk.page().locator("#probe")).hasText("asked 2 times");
    }
  }

  @Test
  void theMapIsDrawnFromOurOwnOutlines() {
    try (Window desk =
        BrowserWorld.running().signedIn(world, world.ana(), BrowserWorld.EVERY_WIDTH)) {
      desk.open("/desk/probe");
      assertThat(desk.page().locator(".map canvas").first()).isVisible();
      desk.page().waitForLoadState(com.microsoft.playwright.options.LoadState.NETWORKIDLE);
      desk.check("map");
      desk.page().locator("#area").fill("55.9,37.2 55.9,37.6 55.7,37.4");
      desk.page().locator("#drawn").click();
      assertThat(desk.page().locator("#area"))
          .hasValue(java.util.regex.Pattern.compile("(\\S+ ){3}\\S+"));
    }
  }
}
