// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;
import org.tocsin.server.ledger.TimelineLine;
import org.tocsin.server.ledger.TimelineRun;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.ServerWorld;

/** FEATURE UNDER TEST: a case's timeline can be read though ten thousand answered. */
class StretchTest {
  private static final List<String> TYPES =
      List.of(
          "ReportJoined",
          "ReportUnjoined",
          "DissentRecorded",
          "HypothesesWeighed",
          "InformationMarked",
          "OriginStated",
          "GroupEdited");

  private static final Instant BEGIN = Instant.parse("2024-03-07T18:00:00Z");

  private final ServerWorld world = ServerWorld.running();
  private final Ledger ledger = world.bean(Ledger.class);

  private static TimelineRun run(String type, int times) {
    List<TimelineLine> lines = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      lines.add(new TimelineLine(i, null, type, BEGIN.plusSeconds(i), "system", null, type + i));
    }
    return new TimelineRun(
        lines.getFirst(),
        times,
        lines.getLast().at(),
        lines.subList(Math.max(1, times - TimelineRun.NEWEST_MOST), times));
  }

  @Test
  void whatGoesOnAndOnIsOneLineWithTheNewestHundredBehindIt() {
    List<Stretch> stretches = Stretch.of(List.of(run("WarningApproved", 1), run("Answer", 10_000)));
    assertThat(stretches).hasSize(2);
    Stretch answers = stretches.get(1);
    assertThat(answers.more()).isEqualTo(9_999);
    assertThat(answers.until()).isEqualTo(BEGIN.plusSeconds(9_999));
    assertThat(answers.unfolded()).hasSize(100);
    assertThat(answers.left()).isEqualTo(9_899);
  }

  @Test
  void aFewOfAKindStandEachForThemselves() {
    TimelineRun few = run("ReportJoined", Stretch.IN_A_ROW);
    List<TimelineLine> told = new ArrayList<>(List.of(few.first()));
    told.addAll(few.newest());
    assertThat(Stretch.of(List.of(few)))
        .allSatisfy(each -> assertThat(each.more()).isZero())
        .extracting(Stretch::first)
        .isEqualTo(told);
    assertThat(Stretch.of(List.of())).isEmpty();
  }

  private CaseId opened(String title) {
    return new CaseId(
        world.ana().post("/api/v1/cases", Map.of("title", title, "reports", List.of())).text("id"));
  }

  private void record(CaseId id, List<String> types) {
    world
        .bean(TransactionTemplate.class)
        .executeWithoutResult(_ ->
            ledger.appendAll(
                types.stream()
                    .map(type -> Act.of(type).inCase(id).says(type + " was done"))
                    .toList()));
  }

  @Test
  void theWholeTimelineIsReadPageByPageWhoeverAsksForIt() {
    CaseId id = opened("Timeline by pages");
    Random random = new Random(3);
    List<String> types = new ArrayList<>();
    for (int run = 0; run < 70; run++) {
      String type = TYPES.get(run % TYPES.size());
      types.addAll(Collections.nCopies(run % 20 == 5 ? 130 : 1 + random.nextInt(8), type));
    }
    record(id, types);
    List<Long> whole = ledger.timeline(id).stream().map(TimelineLine::number).toList();
    assertThat(whole).hasSizeGreaterThan(types.size());

    // By runs of the ledger, with what a long run leaves out read as a run of its own.
    TreeSet<Long> told = new TreeSet<>();
    Map<String, Integer> runs = new HashMap<>();
    List<Long> places = new ArrayList<>(List.of(Long.MAX_VALUE));
    while (!places.isEmpty()) {
      TimelineRun.Page page = ledger.runs(id, places.removeLast(), 9);
      assertThat(page.runs()).hasSizeLessThanOrEqualTo(9);
      for (TimelineRun each : page.runs()) {
        told.add(each.first().number());
        each.newest().forEach(line -> told.add(line.number()));
        assertThat(each.newest())
            .hasSize((int) Math.min(each.count() - 1, TimelineRun.NEWEST_MOST))
            .allSatisfy(line -> assertThat(line.type()).isEqualTo(each.first().type()));
        if (each.count() - 1 > each.newest().size()) {
          places.add(each.newest().getFirst().number());
        }
      }
      if (page.isMore() && runs.put(page.toString(), 1) == null) {
        places.add(page.runs().getFirst().first().number());
      }
    }
    assertThat(told).containsExactlyElementsOf(whole);

    // By the API, oldest first.
    List<Long> paged = new ArrayList<>();
    String after = "0";
    while (!after.isEmpty()) {
      Answer page = world.bo().get("/api/v1/cases/" + id + "/timeline?limit=200&after=" + after);
      page.json().get("items").forEach(line -> paged.add(line.get("number").asLong()));
      after = page.json().get("next").asString("");
    }
    assertThat(paged).isEqualTo(whole);
    assertThat(world.bo().get("/api/v1/cases/" + id + "/timeline").json().get("items").size())
        .isEqualTo(50);

    // By pages: the newest at first, the opening behind links.
    String path = "/desk/cases/" + id;
    int pages = 1;
    String page = world.bo().page(path).body();
    assertThat(page).contains("data-listen=\"case-" + id).doesNotContain("Show the newest");
    while (page.contains("Show earlier")) {
      assertThat(page).doesNotContain("Case opened");
      int at = page.indexOf("href=\"" + path + "?before=", page.indexOf("rel=\"next\"")) + 6;
      page = world.bo().page(page.substring(at, page.indexOf('#', at))).body();
      assertThat(page).contains("Show the newest").doesNotContain("data-listen=\"case-" + id);
      pages++;
    }
    assertThat(pages).isEqualTo(2);
    assertThat(page).contains("Case opened");
  }
}
