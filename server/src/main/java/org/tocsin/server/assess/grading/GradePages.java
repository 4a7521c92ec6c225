// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.grading;

import java.util.List;
import java.util.OptionalInt;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.kernel.ReportId;

/** What the forms for marks on the page of a report post. */
@Controller
@RequestMapping("/desk/reports/{id}/marks")
@Requires({Role.OFFICER, Role.APPROVER})
class GradePages {

  private final Gradings gradings;

  GradePages(Gradings gradings) {
    this.gradings = gradings;
  }

  /**
   * Keeps a mark.
   *
   * @param mark kind and value in one choice, for example {@code deception set}
   * @param finding counted from 1 as pages do; empty for the report as a whole
   */
  @PostMapping
  ResponseEntity<String> mark(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String mark,
      @RequestParam(defaultValue = "") String finding,
      @RequestParam(defaultValue = "") String party,
      @RequestParam(defaultValue = "") String reason) {
    String[] words = mark.strip().split(" ", 2);
    ReportId report = new ReportId(id);
    gradings.mark(
        report,
        new Gradings.Draft(
            number(finding), words[0], words.length > 1 ? words[1] : "", party, reason, List.of()));
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .header(HttpHeaders.LOCATION, "/desk/reports/" + report + "#marks")
        .contentType(MediaType.TEXT_PLAIN)
        .body("");
  }

  private static OptionalInt number(String finding) {
    String given = finding.strip();
    if (given.isEmpty()) {
      return OptionalInt.empty();
    }
    if (!given.matches("\\d{1,5}")) {
      throw GradingProblem.NO_FINDING.because("'finding' is no number");
    }
    return OptionalInt.of(Integer.parseInt(given) - 1);
  }
}
