// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.kernel.web.Page;
import org.tocsin.server.outcome.scores.Scores;

/** How the desk, its sources and its policies have done: a page and the same over HTTP. */
@Controller("outcomeScorePages")
@Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR})
class ScorePages {

  private final ScoreKeeping keeping;
  private final Page page;

  ScorePages(ScoreKeeping keeping, Page page) {
    this.keeping = keeping;
    this.page = page;
  }

  @GetMapping("/api/v1/scores")
  @ResponseBody
  Scores scores(@RequestParam(defaultValue = "200") int cases) {
    return keeping.newest(cases);
  }

  @GetMapping("/desk/scores")
  ResponseEntity<String> page(@RequestParam(defaultValue = "200") int cases) {
    return page.of(
        "outcome/scores.jte",
        "Scores",
        "incidents",
        Map.of("scores", keeping.newest(cases), "most", ScoreKeeping.CASES_MAX));
  }
}
