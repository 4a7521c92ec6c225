// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.assess.CaseFile;
import org.tocsin.server.assess.Cases;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.warn.ChannelPreview.Shown;
import org.tocsin.server.warn.phrases.MessageTemplate;
import org.tocsin.server.watch.Addresses;

/** Templates and previews over HTTP; keeps and sends nothing. */
@RestController
@RequestMapping("/api/v1")
@Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR})
class TemplateApi {

  private final TemplateForms templates;
  private final ComposerPages composer;
  private final Previews previews;
  private final Warnings warnings;
  private final Cases cases;
  private final Addresses addresses;

  TemplateApi(
      TemplateForms templates,
      ComposerPages composer,
      Previews previews,
      Warnings warnings,
      Cases cases,
      Addresses addresses) {
    this.templates = templates;
    this.composer = composer;
    this.previews = previews;
    this.warnings = warnings;
    this.cases = cases;
    this.addresses = addresses;
  }

  /** In which languages, and what phrases of the template name. */
  record TemplateBody(
      @Nullable List<String> languages, @Nullable String source, @Nullable String number) {}

  @GetMapping("/warning-templates")
  List<MessageTemplate> all() {
    return templates.all();
  }

  /** A draft as the template and the case's assessment begin it; it is not kept. */
  @PostMapping("/cases/{id}/warning-templates/{template}")
  @Requires(Role.OFFICER)
  Draft begin(
      @PathVariable String id, @PathVariable String template, @RequestBody TemplateBody body) {
    CaseFile file = cases.get(new CaseId(id));
    DraftForm form = composer.blank(file, "publicAlert");
    List<String> languages = body.languages() == null ? List.of() : body.languages();
    languages.forEach(language -> form.put("write." + language, "on"));
    form.put("source", Objects.requireNonNullElse(body.source(), ""));
    form.put("number", Objects.requireNonNullElse(body.number(), ""));
    return FormReading.countable(
        templates.applied(form, template, file.assessment().isPresent()), addresses.channels());
  }

  /** A draft that is not kept, as it would be read on every way. */
  @PostMapping("/cases/{id}/warning-previews")
  @Requires(Role.OFFICER)
  List<Shown> preview(@PathVariable String id, @RequestBody DraftBody body) {
    CaseFile file = cases.get(new CaseId(id));
    return previews.of(file.id(), body.draft(), MessageType.ALERT, Optional.empty());
  }

  /** A warning as it would be, or is, read on every way. */
  @GetMapping("/warnings/{id}/previews")
  List<Shown> previews(@PathVariable String id) {
    return previews.of(warnings.get(new WarningId(id)));
  }
}
