// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.multipart.MultipartFile;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.assess.CaseFile;
import org.tocsin.server.assess.Cases;
import org.tocsin.server.collect.Reports;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.IncidentId;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.web.Page;
import org.tocsin.server.outcome.IncidentFiles.Part;
import org.tocsin.server.outcome.IncidentImport.Taken;

/** Incidents out to files and in from them: pages and API. */
@Controller
@Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR})
class ExchangePages {

  private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

  private final IncidentFiles files;
  private final IncidentImport imports;
  private final Cases cases;
  private final Reports reports;
  private final Page page;

  ExchangePages(
      IncidentFiles files, IncidentImport imports, Cases cases, Reports reports, Page page) {
    this.files = files;
    this.imports = imports;
    this.cases = cases;
    this.reports = reports;
    this.page = page;
  }

  @GetMapping({"/api/v1/incidents.csv", "/desk/incidents.csv"})
  ResponseEntity<byte[]> gtd(@RequestParam(required = false) @Nullable String after) {
    return file("incidents.csv", files.gtd(cursor(after)));
  }

  @GetMapping({"/api/v1/incidents.acled.csv", "/desk/incidents.acled.csv"})
  ResponseEntity<byte[]> acled(@RequestParam(required = false) @Nullable String after) {
    return file("incidents.acled.csv", files.acled(cursor(after)));
  }

  @GetMapping({"/api/v1/incidents.geojson", "/desk/incidents.geojson"})
  ResponseEntity<Map<String, Object>> geoJson(
      @RequestParam(required = false) @Nullable String after) {
    Part<Map<String, Object>> part = files.geoJson(cursor(after));
    return headed("incidents.geojson", part)
        .contentType(MediaType.parseMediaType("application/geo+json"))
        .body(part.content());
  }

  private static Optional<IncidentId> cursor(@Nullable String after) {
    return Optional.ofNullable(after).map(IncidentId::new);
  }

  private static ResponseEntity<byte[]> file(String name, Part<String> part) {
    return headed(name, part)
        .contentType(CSV)
        .body(part.content().getBytes(StandardCharsets.UTF_8));
  }

  /** Where there are more, {@code Tocsin-Next} names the incident after which they go on. */
  private static ResponseEntity.BodyBuilder headed(String name, Part<?> part) {
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.ok()
            .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"%s\"".formatted(name));
    part.next().ifPresent(next -> answer.header("Tocsin-Next", next.value()));
    return answer;
  }

  @PostMapping("/api/v1/cases/{id}/incidents/import")
  @Requires(Role.OFFICER)
  @ResponseBody
  Taken take(@PathVariable String id, @RequestParam String report, @RequestBody byte[] body) {
    return imports.take(new CaseId(id), report, body);
  }

  @GetMapping("/desk/cases/{id}/incidents/import")
  @Requires(Role.OFFICER)
  ResponseEntity<String> form(@PathVariable String id) {
    return show(200, cases.get(new CaseId(id)), "", null, null);
  }

  @PostMapping("/desk/cases/{id}/incidents/import")
  @Requires(Role.OFFICER)
  ResponseEntity<String> submit(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String text,
      @RequestParam(defaultValue = "") String report,
      @RequestParam(required = false) @Nullable MultipartFile file)
      throws IOException {
    CaseId caseId = new CaseId(id);
    byte[] bytes =
        file == null || file.isEmpty() ? text.getBytes(StandardCharsets.UTF_8) : file.getBytes();
    try {
      return show(200, cases.get(caseId), "", imports.take(caseId, report, bytes), null);
    } catch (Problem refused) {
      return show(refused.type().status(), cases.get(caseId), text, null, refused);
    }
  }

  private ResponseEntity<String> show(
      int status, CaseFile file, String text, @Nullable Taken taken, @Nullable Problem refused) {
    Map<String, Object> shown = new HashMap<>();
    shown.put("file", file);
    shown.put("reports", reports.list(file.reports()));
    shown.put("text", text);
    shown.put("taken", taken);
    shown.put("refused", refused);
    return page.of(status, "outcome/import.jte", "Incidents from a file", "incidents", shown);
  }
}
