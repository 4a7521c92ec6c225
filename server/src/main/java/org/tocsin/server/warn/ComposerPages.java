// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.assess.CaseFile;
import org.tocsin.server.assess.Cases;
import org.tocsin.server.assess.Likelihood;
import org.tocsin.server.assess.ThreatAssessment;
import org.tocsin.server.decide.VictimClass;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.MarkingSettings;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.web.Page;
import org.tocsin.server.watch.Addresses;

/** The composer: one form for a new warning, an edit, an update and a cancel. */
@Controller
@RequestMapping("/desk")
@Requires(Role.OFFICER)
class ComposerPages {

  private final Warnings warnings;
  private final Cases cases;
  private final TearLine tearLine;
  private final MarkingSettings markings;
  private final Page page;
  private final Addresses addresses;
  private final PhraseForms phrases;
  private final TemplateForms templates;
  private final Previews previews;
  private final Quality quality;
  private final Clock clock;

  ComposerPages(
      Warnings warnings,
      Cases cases,
      TearLine tearLine,
      MarkingSettings markings,
      Addresses addresses,
      PhraseForms phrases,
      TemplateForms templates,
      Previews previews,
      Quality quality,
      Page page,
      Clock clock) {
    this.warnings = warnings;
    this.cases = cases;
    this.tearLine = tearLine;
    this.markings = markings;
    this.addresses = addresses;
    this.phrases = phrases;
    this.templates = templates;
    this.previews = previews;
    this.quality = quality;
    this.page = page;
    this.clock = clock;
  }

  @GetMapping("/cases/{id}/warnings/new")
  ResponseEntity<String> compose(
      @PathVariable String id,
      @RequestParam(defaultValue = "publicAlert") String kind,
      @RequestParam(defaultValue = "") String victims,
      @RequestParam(defaultValue = "") String template,
      @RequestParam(defaultValue = "") String release) {
    CaseFile file = cases.get(new CaseId(id));
    DraftForm blank = blank(file, kind);
    VictimClass.find(victims).ifPresent(each -> blank.put("victims", each.word()));
    DraftForm form =
        template.isEmpty()
            ? blank
            : templates.applied(blank, template, file.assessment().isPresent());
    if (!release.isEmpty()) {
      TearLine.Words words = tearLine.words(file.id(), release);
      form.put("release", release).put("marking", words.marking());
      form.put("text.0.language", words.language()).put("text.0.headline", words.headline());
      form.put("text.0.description", words.description());
      form.put("text.0.instruction", words.instruction());
    }
    return composer(200, newSheet(file), form, null, false);
  }

  @PostMapping("/cases/{id}/warnings/new")
  ResponseEntity<String> compose(
      @PathVariable String id, @RequestParam Map<String, String> fields) {
    CaseFile file = cases.get(new CaseId(id));
    return answer(newSheet(file), fields, draft -> warnings.compose(file.id(), draft));
  }

  private static ComposerSheet newSheet(CaseFile file) {
    return new ComposerSheet(
        "New warning", "/desk/cases/" + file.id() + "/warnings/new", file.id(), Optional.empty());
  }

  @GetMapping("/warnings/{id}/edit")
  ResponseEntity<String> edit(@PathVariable String id) {
    Warning warning = requireDraft(new WarningId(id));
    return composer(200, editSheet(warning), DraftForm.of(warning.draft()), null, false);
  }

  @PostMapping("/warnings/{id}/edit")
  ResponseEntity<String> edit(@PathVariable String id, @RequestParam Map<String, String> fields) {
    Warning warning = requireDraft(new WarningId(id));
    return answer(editSheet(warning), fields, draft -> warnings.edit(warning.id(), draft));
  }

  private Warning requireDraft(WarningId id) {
    Warning warning = warnings.get(id);
    if (warning.state() != WarningState.DRAFT) {
      throw WarnProblem.NOT_DRAFT.because(id + " is " + warning.state().word());
    }
    return warning;
  }

  private static ComposerSheet editSheet(Warning warning) {
    return new ComposerSheet(
        "Edit: " + WarningWords.kind(warning),
        "/desk/warnings/" + warning.id() + "/edit",
        warning.caseId(),
        warning.follows());
  }

  @GetMapping("/warnings/{id}/update")
  ResponseEntity<String> update(@PathVariable String id) {
    Warning earlier = warnings.get(new WarningId(id));
    return composer(
        200,
        followSheet(earlier, MessageType.UPDATE),
        DraftForm.of(earlier.draft()).put("from", DraftForm.local(clock.instant())),
        null,
        false);
  }

  @PostMapping("/warnings/{id}/update")
  ResponseEntity<String> update(@PathVariable String id, @RequestParam Map<String, String> fields) {
    return follow(new WarningId(id), MessageType.UPDATE, fields);
  }

  @GetMapping("/warnings/{id}/cancel")
  ResponseEntity<String> cancel(@PathVariable String id) {
    Warning earlier = warnings.get(new WarningId(id));
    Instant now = clock.instant();
    Instant until = earlier.draft().window().until();
    Draft draft =
        earlier
            .draft()
            .with(
                new Draft.Window(now, until.isAfter(now) ? until : now.plus(Duration.ofDays(1))),
                List.of("AllClear"));
    return composer(
        200, followSheet(earlier, MessageType.CANCEL), DraftForm.of(draft), null, false);
  }

  @PostMapping("/warnings/{id}/cancel")
  ResponseEntity<String> cancel(@PathVariable String id, @RequestParam Map<String, String> fields) {
    return follow(new WarningId(id), MessageType.CANCEL, fields);
  }

  private ResponseEntity<String> follow(
      WarningId id, MessageType type, Map<String, String> fields) {
    return answer(
        followSheet(warnings.get(id), type), fields, draft -> warnings.follow(id, type, draft));
  }

  private static ComposerSheet followSheet(Warning earlier, MessageType type) {
    return new ComposerSheet(
        type == MessageType.UPDATE ? "Update a warning" : "Take a warning back",
        "/desk/warnings/" + earlier.id() + "/" + type.word(),
        earlier.caseId(),
        Optional.of(earlier.id()));
  }

  /** Whom the form would reach, for the figure beside it; writes nothing. */
  @PostMapping("/warnings/audience")
  ResponseEntity<String> audience(@RequestParam Map<String, String> fields) {
    Optional<WarningId> follows =
        Optional.ofNullable(fields.get("follows"))
            .filter(each -> !each.isEmpty())
            .map(WarningId::new);
    return page.part("warn/audience.jte", counted(new DraftForm(fields), follows));
  }

  /** What people would read of the form on every way; writes nothing. */
  @PostMapping("/cases/{id}/warnings/previews")
  ResponseEntity<String> previews(
      @PathVariable String id, @RequestParam Map<String, String> fields) {
    return page.part("warn/previews.jte", shown(new CaseId(id), new DraftForm(fields)));
  }

  private Map<String, Object> shown(CaseId caseId, DraftForm form) {
    Map<String, Object> parameters = new HashMap<>();
    try {
      Draft draft = FormReading.sound(form, addresses.channels());
      Optional<WarningId> follows =
          Optional.of(form.value("follows")).filter(each -> !each.isEmpty()).map(WarningId::new);
      MessageType type = type(form, follows);
      parameters.put("remarks", quality.of(draft, type));
      parameters.put("shown", previews.of(caseId, draft, type, follows));
    } catch (Problem unsound) {
      parameters.put("unfinished", unsound);
      parameters.put("fields", form.labels());
    }
    return parameters;
  }

  private static MessageType type(DraftForm form, Optional<WarningId> follows) {
    return follows.isEmpty()
        ? MessageType.ALERT
        : form.value("type").equals("cancel") ? MessageType.CANCEL : MessageType.UPDATE;
  }

  private Map<String, Object> counted(DraftForm form, Optional<WarningId> follows) {
    Map<String, Object> parameters = new HashMap<>();
    try {
      parameters.put(
          "estimate",
          warnings.estimate(
              type(form, follows), FormReading.countable(form, addresses.channels()), follows));
    } catch (Problem unsound) {
      parameters.put("unsound", unsound);
      parameters.put("fields", form.labels());
    }
    return parameters;
  }

  /** Keeps the draft, or gives the form back: changed as its button asked, or with its faults. */
  private ResponseEntity<String> answer(
      ComposerSheet sheet, Map<String, String> fields, Function<Draft, Warning> keep) {
    DraftForm form = new DraftForm(fields);
    String button = fields.getOrDefault("act", "save");
    Optional<DraftForm> changed = form.after(button);
    if (changed.isPresent() || button.equals("count")) {
      return composer(200, sheet, changed.orElse(form), null, button.equals("count"));
    }
    try {
      if (button.equals("template")) {
        String template = fields.getOrDefault("template", "");
        return composer(200, sheet, templates.applied(form, template, true), null, false);
      }
      if (button.equals("phrases")) {
        return composer(200, sheet, phrases.written(form), null, false);
      }
      return WarnPages.seeOther(keep.apply(FormReading.sound(form, addresses.channels())).id(), "");
    } catch (Problem refused) {
      return composer(refused.type().status(), sheet, form, refused, false);
    }
  }

  private ResponseEntity<String> composer(
      int status, ComposerSheet sheet, DraftForm form, @Nullable Problem refused, boolean count) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("sheet", sheet);
    parameters.put("file", cases.get(sheet.caseId()));
    parameters.put("form", phrases.marked(form));
    parameters.put("book", phrases.book());
    parameters.put("templates", templates.all());
    parameters.put("refused", refused);
    parameters.put("choices", Choices.with(addresses, markings));
    if (count) {
      parameters.putAll(counted(form, sheet.follows()));
      parameters.putAll(shown(sheet.caseId(), form));
    }
    return page.of(status, "warn/composer.jte", sheet.heading(), "warnings", parameters);
  }

  /** What is known already need not be typed: window, place and certainty of the assessment. */
  DraftForm blank(CaseFile file, String kind) {
    boolean isPublic = !kind.equals("privateNotice");
    Instant now = clock.instant();
    DraftForm form = new DraftForm(Map.of());
    form.put("kind", isPublic ? "publicAlert" : "privateNotice");
    form.put("victims", isPublic ? "public" : "hostGovernment");
    form.put("marking", isPublic ? "TLP:CLEAR" : "TLP:GREEN");
    form.put("from", DraftForm.local(now));
    form.put("until", DraftForm.local(now.plus(Duration.ofDays(2))));
    form.put("category", "Security");
    form.put("severity", "Severe");
    form.put("urgency", "Expected");
    form.put("certainty", "Possible");
    form.put("text.0.language", "en");
    form.put("area.0.areaDesc", "");
    form.put("step.0.email", "on");
    form.put("step.0.webhook", "on");
    form.put("step.0.waitMinutes", "30");
    file.assessment().ifPresent(known -> fill(form, known, now));
    return form;
  }

  private static void fill(DraftForm form, ThreatAssessment known, Instant now) {
    Instant from = known.window().from().isAfter(now) ? known.window().from() : now;
    if (known.window().until().isAfter(from)) {
      form.put("from", DraftForm.local(from));
      form.put("until", DraftForm.local(known.window().until()));
    }
    form.put("area.0.areaDesc", known.place().name());
    form.put(
        "area.0.shapes",
        ShapeLines.write(
            new Draft.DraftArea(
                known.place().name(),
                List.of(),
                List.of(
                    new Draft.DraftCircle(
                        known.place().latitude(),
                        known.place().longitude(),
                        Math.max(1, known.place().radiusMetres() / 1000))))));
    // CAP 1.2 §3.2.2: Likely is more than about one half.
    boolean likely = known.likelihood().compareTo(Likelihood.LIKELY) >= 0;
    form.put("certainty", likely ? "Likely" : "Possible");
  }
}
