// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.ReportId;

/**
 * What people make of findings, by page. Pages count findings from 1, as they show them. A form
 * that is refused is shown again with what it held and with the findings as they stand now.
 */
@Controller
@RequestMapping("/desk")
@Requires(Role.OFFICER)
class MendPages {

  /**
   * Report, finding from 1, revision, and the anchor on the case page that the button stands at.
   */
  private static final Pattern FINDING =
      Pattern.compile("(report_[0-9A-Z]{26})/(\\d{1,5})/(\\d{1,9})(?:/(R\\d{1,5}-\\d{1,5}))?");

  private final Mends mends;
  private final Readings readings;
  private final ReportSheet sheet;

  MendPages(Mends mends, Readings readings, ReportSheet sheet) {
    this.mends = mends;
    this.readings = readings;
    this.sheet = sheet;
  }

  /**
   * Accepts a finding with one click.
   *
   * @param finding which, and at which revision it was looked at
   * @param back {@code inbox} or a case, to which the browser goes back; otherwise the report
   */
  @PostMapping("/findings/accept")
  ResponseEntity<String> accept(
      @RequestParam String finding, @RequestParam(defaultValue = "") String back) {
    Matcher parts = FINDING.matcher(finding);
    if (!parts.matches()) {
      throw ReadProblem.NO_FINDING.because("'finding' names none");
    }
    ReportId report = new ReportId(parts.group(1));
    int number = Integer.parseInt(parts.group(2)) - 1;
    OptionalInt seen = OptionalInt.of(Integer.parseInt(parts.group(3)));
    return tried(
        report,
        number,
        "accept",
        MendForm.empty(),
        () -> {
          mends.accept(report, number, seen);
          return switch (back) {
            case "" -> at(report, number);
            case "inbox" -> "/desk/inbox";
            default ->
                "/desk/cases/"
                    + new CaseId(back)
                    + "#"
                    + Optional.ofNullable(parts.group(4)).orElse("reports");
          };
        });
  }

  @PostMapping("/reports/{id}/findings/{shown}/mend")
  ResponseEntity<String> mend(
      @PathVariable String id,
      @PathVariable int shown,
      @RequestParam int revision,
      @RequestParam MultiValueMap<String, String> fields) {
    MendForm form = MendForm.of(fields);
    return one(
        id,
        shown,
        "mend",
        form,
        (report, number) ->
            mends.mend(
                report,
                number,
                OptionalInt.of(revision),
                form.draft(sheet.finding(report, number))));
  }

  @PostMapping("/reports/{id}/findings/{shown}/reject")
  ResponseEntity<String> reject(
      @PathVariable String id,
      @PathVariable int shown,
      @RequestParam int revision,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(defaultValue = "") String note) {
    return one(
        id,
        shown,
        "reject",
        MendForm.empty(),
        (report, number) -> mends.reject(report, number, OptionalInt.of(revision), reason, note));
  }

  @PostMapping("/reports/{id}/findings/{shown}/place")
  ResponseEntity<String> place(
      @PathVariable String id,
      @PathVariable int shown,
      @RequestParam int revision,
      @RequestParam(defaultValue = "-1") int choice,
      @RequestParam(defaultValue = "false") boolean everywhere) {
    return one(
        id,
        shown,
        "place",
        MendForm.empty(),
        (report, number) ->
            mends.choosePlace(report, number, OptionalInt.of(revision), choice, everywhere));
  }

  @PostMapping("/reports/{id}/findings")
  ResponseEntity<String> add(
      @PathVariable String id,
      @RequestParam int revision,
      @RequestParam MultiValueMap<String, String> fields) {
    ReportId report = new ReportId(id);
    MendForm form = MendForm.of(fields);
    return tried(
        report,
        ReportSheet.Open.ADD,
        "add",
        form,
        () -> {
          StoredReading reading =
              mends.add(report, OptionalInt.of(revision), form.draft(Optional.empty()));
          return at(report, reading.findings().size() - 1);
        });
  }

  @PostMapping("/reports/{id}/reading")
  ResponseEntity<String> readAgain(@PathVariable String id) {
    ReportId report = new ReportId(id);
    readings.readAgain(report);
    return see("/desk/reports/" + report);
  }

  /** Does something to a finding as the page numbers it, from 1, and shows it. */
  private ResponseEntity<String> one(
      String id, int shown, String act, MendForm form, BiConsumer<ReportId, Integer> deed) {
    ReportId report = new ReportId(id);
    int number = shown - 1;
    return tried(
        report,
        number,
        act,
        form,
        () -> {
          deed.accept(report, number);
          return at(report, number);
        });
  }

  private ResponseEntity<String> tried(
      ReportId report, int number, String act, MendForm form, Supplier<String> deed) {
    try {
      return see(deed.get());
    } catch (Problem refused) {
      boolean elsewhere = number != ReportSheet.Open.ADD && sheet.finding(report, number).isEmpty();
      if (elsewhere) {
        throw refused;
      }
      return sheet.show(
          refused.type().status(),
          report,
          new ReportSheet.Open(number, act, form, form.asTyped(refused)));
    }
  }

  private static String at(ReportId report, int number) {
    return "/desk/reports/" + report + "#finding-" + (number + 1);
  }

  private static ResponseEntity<String> see(String path) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .header(HttpHeaders.LOCATION, path)
        .contentType(MediaType.TEXT_PLAIN)
        .body("");
  }
}
