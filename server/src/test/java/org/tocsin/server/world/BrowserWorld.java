// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real Chromium, started once for all tests of a JVM.
 *
 * <pre>
 * try (var desk = BrowserWorld.running().signedIn(world, world.ana(), 1280)) {
 *   desk.open("/desk/inbox");
 *   desk.check("inbox");   // accessible, no sideways scrolling, no faults in the console; a picture in target/pages
 * }
 * </pre>
 */
public final class BrowserWorld {

  private static final boolean PICTURES = Boolean.getBoolean("tests.pictures");

  private static final String AXE = AxeBuilder.getAxeScript();
  private static final List<String> WCAG =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");
  private static final List<String> OF_WIDTH =
      List.of("target-size", "scrollable-region-focusable", "link-in-text-block", "button-name");
  private static final List<String> COLOURS = List.of("color-contrast", "link-in-text-block");
  private static final Set<String> CHECKED = ConcurrentHashMap.newKeySet();
  private static final String RUN_AXE =
      """
      async tags => {
        const found = await axe.run(document, {runOnly: tags, resultTypes: ['violations']});
        return found.violations.map(rule => `${rule.id}: ${rule.help} ${rule.nodes[0].html}`);
      }
      """;

  /**
   * In place of a width: a window as narrow as a phone, whose pages are {@linkplain Window#check
   * checked} as wide as a desk's as well.
   */
  public static final int EVERY_WIDTH = 0;

  private static final String NETWORK_CHANGED = "ERR_NETWORK_CHANGED";
  private static final int NETWORK_CHANGES_MAX = 5;
  private static final int PHONE = 390;
  private static final int DESK = 1280;

  /** It takes a good third less of the processor, and shows no notifications. */
  private static final String WITHOUT_WINDOWS = "/usr/lib/chromium/chromium-headless-shell";

  private static final List<String> PLACES =
      List.of(
          WITHOUT_WINDOWS,
          "/usr/lib/chromium/chromium",
          "/usr/bin/chromium",
          "/usr/bin/chromium-browser",
          "/usr/bin/google-chrome");

  private final Browser browser;
  private final Map<String, String> signedIn = new HashMap<>();

  private BrowserWorld(Playwright playwright, boolean whole) {
    Path executable =
        Stream.concat(Stream.ofNullable(System.getenv("TOCSIN_CHROMIUM")), PLACES.stream())
            .filter(place -> !(whole && place.equals(WITHOUT_WINDOWS)))
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst()
            .orElseThrow(() ->
                new IllegalStateException(
                    "No Chromium for the browser tests; install it (Debian: apt-get install"
                        + " chromium) or name it in TOCSIN_CHROMIUM."));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(executable)
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-gpu-rasterization",
                            "--disable-software-rasterizer",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            // Windows of its own shell, made ahead for every window of ours.
                            "--disable-features=PreloadTopChromeWebUI,Translate,MediaRouter,OptimizationHints",
                            "--disable-sync")));
  }

  private static final class Running {
    static final BrowserWorld WORLD = launch(false);
  }

  private static final class Whole {
    static final BrowserWorld WORLD = launch(true);
  }

  private static BrowserWorld launch(boolean whole) {
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    return new BrowserWorld(playwright, whole);
  }

  /** The one that tests share. */
  public static BrowserWorld running() {
    return Running.WORLD;
  }

  /** One with everything that a person's has, notifications among it. */
  public static BrowserWorld whole() {
    return Whole.WORLD;
  }

  /** A window of this width in which nobody is signed in. */
  public Window anonymous(String address, int width) {
    return new Window(browser, address, width, false, true, null);
  }

  /** The same in a browser that runs no script. */
  public Window withoutScript(String address, int width) {
    return new Window(browser, address, width, false, false, null);
  }

  /** The same with dark colours. */
  public Window dark(String address, int width) {
    return new Window(browser, address, width, true, true, null);
  }

  /**
   * A window in which this person is signed in and sees the desk: by the form the first time, by
   * the cookies of that time as long as the server knows them.
   */
  public Window signedIn(ServerWorld world, Caller who, int width) {
    String key = world.address() + " " + who.email();
    @Nullable String cookies = signedIn.get(key);
    Window window = new Window(browser, world.address(), width, false, true, cookies);
    if (cookies == null || !window.isSignedIn()) {
      window.signIn(who);
      signedIn.put(key, window.context.storageState());
    }
    return window;
  }

  /** One window with its own cookies; close it. */
  public static final class Window implements AutoCloseable {
    private final BrowserContext context;
    private final Page page;
    private final String address;
    private boolean dark;
    private final boolean everyWidth;
    private int width;
    private final List<String> faults = new ArrayList<>();

    private Window(
        Browser browser,
        String address,
        int width,
        boolean dark,
        boolean script,
        @Nullable String cookies) {
      this.address = address;
      this.everyWidth = width == EVERY_WIDTH;
      this.width = everyWidth ? PHONE : width;
      this.dark = dark;
      context =
          browser.newContext(
              new Browser.NewContextOptions()
                  .setViewportSize(this.width, 800)
                  .setJavaScriptEnabled(script)
                  .setStorageState(cookies)
                  .setColorScheme(
                      dark
                          ? com.microsoft.playwright.options.ColorScheme.DARK
                          : com.microsoft.playwright.options.ColorScheme.LIGHT));
      page = context.newPage();
      page.onPageError(error -> faults.add(error));
      page.onConsoleMessage(message -> {
        // A form that comes back with its faults is a 422, which the browser notes as well; and it
        // drops what it is loading when another test makes or parts networks on this machine.
        if (message.type().equals("error")
            && !message.text().contains("status of 422")
            && !message.text().contains(NETWORK_CHANGED)) {
          faults.add(message.text());
        }
      });
    }

    /** Playwright's page, for everything else. */
    public Page page() {
      return page;
    }

    private boolean isSignedIn() {
      open("/desk");
      return page.url().equals(address + "/desk");
    }

    /** Signs this person in by the form. */
    public void signIn(Caller who) {
      signIn(who.email(), who.password());
    }

    /** The same by what they type. */
    public void signIn(String email, String password) {
      open("/login");
      page.getByLabel("E-mail address").fill(email);
      page.getByLabel("Password").fill(password);
      page.locator("main button[type=submit]").click();
      page.waitForURL(address + "/desk");
    }

    /**
     * Goes to an address of this server; again where the machine's network changed meanwhile, as it
     * does when a test beside this one parts networks.
     */
    public void open(String path) {
      for (int left = NETWORK_CHANGES_MAX; ; left--) {
        try {
          page.navigate(address + path);
          return;
        } catch (PlaywrightException e) {
          if (left == 0 || !String.valueOf(e.getMessage()).contains(NETWORK_CHANGED)) {
            throw e;
          }
        }
      }
    }

    /**
     * Checks what stands on the page: WCAG 2.2 AA as far as axe sees it (by the name of the page,
     * once in a JVM all of it, then what another width can change), no scrolling sideways, nothing
     * in the console; with {@code -Dtests.pictures=true} leaves a picture in {@code target/pages}.
     */
    public void check(String name) {
      if (everyWidth) {
        check(name, PHONE, DESK);
      } else {
        checkAsItIs(name);
      }
    }

    private void checkAsItIs(String name) {
      Path picture =
          Path.of("target", "pages", name + "-" + width + (dark ? "-dark" : "") + ".png");
      if (PICTURES) {
        page.screenshot(new Page.ScreenshotOptions().setPath(picture).setFullPage(true));
      }
      assertThat(faults).as("what the console says of %s", name).isEmpty();
      Object found = violations(name);
      assertThat(found).as("what axe finds on %s at %d px", name, width).isEqualTo(List.of());
      @Nullable Object wider =
          page.evaluate(
              "document.documentElement.scrollWidth > document.documentElement.clientWidth");
      assertThat(wider).as("%s scrolls sideways at %d px", name, width).isEqualTo(false);
    }

    /**
     * What axe finds; of a page that it saw at another width, what depends on the width. It stays
     * in the page for the next check of it, and only what is wrong comes back: all that is right as
     * well, as its builder asks for, takes several times as long.
     */
    private Object violations(String name) {
      for (Frame frame : page.frames()) {
        if (frame.evaluate("typeof axe === 'undefined'").equals(true)) {
          frame.evaluate(AXE);
        }
      }
      if (dark && CHECKED.contains(name)) {
        return page.evaluate(RUN_AXE, COLOURS);
      }
      boolean first = CHECKED.add(name) || dark;
      return page.evaluate(RUN_AXE, first ? WCAG : OF_WIDTH);
    }

    /** The same at each of these widths; leaves the window as wide as it was. */
    public void check(String name, int... widths) {
      int before = width;
      for (int each : widths) {
        resize(each);
        checkAsItIs(name);
      }
      resize(before);
    }

    /**
     * Checks the colours of the page for those who like it dark, and leaves it as it was. They are
     * the same at every width; with pictures it leaves one of a phone as well.
     */
    public void checkDark(String name) {
      dark = true;
      page.emulateMedia(
          new Page.EmulateMediaOptions()
              .setColorScheme(com.microsoft.playwright.options.ColorScheme.DARK));
      check(name, PICTURES ? new int[] {DESK, PHONE} : new int[] {width});
      page.emulateMedia(
          new Page.EmulateMediaOptions()
              .setColorScheme(com.microsoft.playwright.options.ColorScheme.LIGHT));
      dark = false;
    }

    private void resize(int to) {
      width = to;
      page.setViewportSize(to, 800);
    }

    @Override
    public void close() {
      context.close();
    }
  }
}
