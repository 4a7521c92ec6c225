// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.scenario;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.tocsin.server.scenario.StartGuide.Section;
import org.tocsin.server.world.BrowserWorld.Window;

/** Somebody with the guide in one hand and a browser in the other. */
final class GuidedReader implements AutoCloseable {

  private static final int[] WIDTHS = {1280, 390};

  private final Window window;

  GuidedReader(Window window) {
    this.window = window;
  }

  Page page() {
    return window.page();
  }

  /** Looks at nothing. */
  void leaves() {
    page().navigate("about:blank");
  }

  /** Goes to an address of the desk. */
  GuidedReader opens(String path) {
    window.open(path);
    return this;
  }

  /** Presses the button or follows the link that the guide names. */
  GuidedReader presses(Section guide, String label) {
    actor(guide.named(label)).click();
    return this;
  }

  /** The button or link of this name; what follows in brackets is for those who cannot see. */
  Locator actor(String label) {
    Pattern name = beginning(label);
    return page()
        .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name))
        .or(page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name)))
        .first();
  }

  /** Types or chooses what the guide says for these labels. */
  GuidedReader enters(Section guide, String... labels) {
    for (String label : labels) {
      types(guide, label, guide.typedFor(label));
    }
    return this;
  }

  /** Types or chooses something of their own in the field that the guide names. */
  GuidedReader types(Section guide, String label, String value) {
    Locator field = page().getByLabel(beginning(guide.named(label))).first();
    if (field.evaluate("each => each.tagName").equals("SELECT")) {
      Locator option =
          field.locator("option", new Locator.LocatorOptions().setHasText(beginning(value)));
      field.selectOption(option.getAttribute("value"));
    } else {
      field.fill(value);
    }
    return this;
  }

  /** Ticks the box, or the one of several, that the guide names. */
  GuidedReader ticks(Section guide, String label) {
    page().getByLabel(beginning(guide.named(label))).first().check();
    return this;
  }

  /** Sees the part of the page that the guide names by its heading. */
  Locator part(Section guide, String heading) {
    Locator part =
        page()
            .getByRole(
                AriaRole.REGION,
                new Page.GetByRoleOptions().setName(guide.named(heading)).setExact(true));
    assertThat(part).isVisible();
    return part;
  }

  /** Looks at the page as it is, on a screen and on a telephone. */
  GuidedReader looksTwice(String name) {
    window.check("start-" + name, WIDTHS);
    return this;
  }

  /** Looks at a page, as it is before them, that a test of its stage looks at in every width. */
  GuidedReader looks(String name) {
    window.check("start-" + name);
    return this;
  }

  /** A label on the page may go on in brackets: a hint, a range, whom it concerns. */
  static Pattern beginning(String label) {
    // Read by the browser too, which knows no \Q…\E.
    String letters = label.replaceAll("[.*+?^${}()|\\[\\]\\\\/]", "\\\\$0");
    return Pattern.compile("^\\s*" + letters + "\\s*(\\([\\s\\S]*)?$");
  }

  @Override
  public void close() {
    window.close();
  }
}
