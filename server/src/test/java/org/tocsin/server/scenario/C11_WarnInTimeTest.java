// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.ledger.Ledger;
import org.tocsin.server.ledger.TimelineLine;
import org.tocsin.server.warn.Story;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.ServerWorld;

/**
 * FEATURE UNDER TEST: an embassy writes a warning in three languages from a template, mends what
 * the check finds, records who read the Arabic, and is asked in time what follows when the window
 * ends.
 */
class C11_WarnInTimeTest {

  private static final Pattern FIELD =
      Pattern.compile("<(?:input|textarea)[^>]* name=\"([^\"]+)\"[^>]*>");
  private static final Pattern VALUE = Pattern.compile(" value=\"([^\"]*)\"");

  private final ServerWorld world = ServerWorld.running();

  private void forwardTo(Instant at) {
    world.clock().forwardTo(at);
    world.beat();
  }

  /** The fields of the composer as a browser would send them. */
  private static Map<String, String> form(String page) {
    Map<String, String> fields = new HashMap<>();
    String composer = page.substring(page.indexOf("id=\"composer\""));
    Matcher field = FIELD.matcher(composer);
    while (field.find()) {
      String tag = field.group();
      Matcher value = VALUE.matcher(tag);
      boolean box = tag.contains("type=\"checkbox\"");
      if (tag.startsWith("<textarea")) {
        String rest = composer.substring(field.end());
        fields.put(field.group(1), rest.substring(0, rest.indexOf("</textarea>")));
      } else if (!box || tag.contains(" checked")) {
        fields.put(field.group(1), box ? "on" : value.find() ? value.group(1) : "");
      }
    }
    Matcher chosen =
        Pattern.compile("<select[^>]* name=\"([^\"]+)\"[^>]*>(.*?)</select>", Pattern.DOTALL)
            .matcher(composer);
    while (chosen.find()) {
      Matcher option =
          Pattern.compile("<option value=\"([^\"]*)\" selected").matcher(chosen.group(2));
      if (option.find()) {
        fields.put(chosen.group(1), option.group(1));
      }
    }
    return fields;
  }

  @Test
  void anEmbassyWarnsInThreeLanguagesAndDecidesInTimeWhatFollows() {
    Story story = Story.begun(world);
    story.decided("public");
    String path = "/desk/cases/" + story.caseId() + "/warnings/new";

    Map<String, String> form = form(world.ana().page(path + "?template=embassy-alert").body());
    form.put("write.ar", "on");
    form.put("write.ru", "on");
    form.put("text.0.instruction", "Keep away from soft targets until the Friday after next.");
    form.put("act", "phrases");
    Map<String, String> written = form(world.ana().submit(path, form).body());
    assertThat(written.get("text.0.instruction"))
        .startsWith("Avoid large gatherings.")
        .endsWith("Keep away from soft targets until the Friday after next.");
    assertThat(written.get("text.1.language")).isEqualTo("ar");

    Answer checked =
        world.ana().submit("/desk/cases/" + story.caseId() + "/warnings/previews", written);
    assertThat(checked.body()).contains("soft targets").contains("UCS-2").contains("phone call");
    written.put(
        "text.0.instruction",
        written
            .getOrDefault("text.0.instruction", "")
            .replaceAll("\\n?Keep away.*$", "\nStay out of theatres."));
    written.put("act", "save");
    Answer kept = world.ana().submit(path, written);
    assertThat(kept.status()).as(kept.toString()).isEqualTo(303);
    String page = kept.header("Location");
    String id = page.substring(page.lastIndexOf('/') + 1);

    assertThat(world.bo().page(page).body()).contains("Not reviewed by a speaker");
    for (String language : new String[] {"ar", "ru"}) {
      Map<String, String> review = new HashMap<>();
      review.put("language", language);
      review.put("translator", "The phrases of the program");
      review.put("reviewer", "Consular section, local staff");
      review.put("office", "Consular section");
      assertThat(world.ana().submit(page + "/texts", review).status()).isEqualTo(303);
    }
    assertThat(world.bo().page(page).body())
        .doesNotContain("Not reviewed by a speaker")
        .doesNotContain("Needs a reason")
        .contains("On every channel");
    story.signed(id);

    Instant until =
        Instant.parse(world.bo().get("/api/v1/warnings/" + id).text("/draft/window/until"));
    forwardTo(until.minus(Duration.ofMinutes(90)));
    assertThat(world.bo().page("/desk/lapses").body()).contains(id);
    assertThat(world.ana().page(page).body()).contains("It is about to lapse");
    Map<String, String> renew = new HashMap<>();
    renew.put("decision", "renew");
    renew.put("reason", "The danger goes on.");
    renew.put("until", until.plus(Duration.ofDays(1)).toString().substring(0, 16));
    assertThat(world.ana().submit(page + "/lapse", renew).status()).isEqualTo(303);
    forwardTo(until);
    assertThat(world.bo().page("/desk/cases").body()).contains("still open");
    Map<String, String> let = new HashMap<>();
    let.put("decision", "letLapse");
    let.put("reason", "The group was arrested.");
    assertThat(world.ana().submit(page + "/lapse", let).status()).isEqualTo(303);
    assertThat(world.bo().page("/desk/lapses").body()).doesNotContain(id);

    world.beat();
    assertThat(world.bean(Ledger.class).timeline(new CaseId(story.caseId())))
        .extracting(TimelineLine::type)
        .containsSubsequence(
            "WarningDrafted",
            "TextReviewed",
            "WarningApproved",
            "WarningAboutToLapse",
            "LapseDecided",
            "WarningLapsed",
            "LapseDecided");
  }
}
