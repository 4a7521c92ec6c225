// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.tocsin.server.warn.phrases.MessageTemplate;
import org.tocsin.server.warn.phrases.MessageTemplates;
import org.tocsin.server.watch.Addresses;

/** Puts a template into the composer's form. */
@Component
class TemplateForms {

  private final MessageTemplates templates;
  private final PhraseForms phrases;
  private final Addresses addresses;

  TemplateForms(MessageTemplates templates, PhraseForms phrases, Addresses addresses) {
    this.templates = templates;
    this.phrases = phrases;
    this.addresses = addresses;
  }

  List<MessageTemplate> all() {
    return templates.all();
  }

  /**
   * The form with what the template says in place of what stood there, and its texts written. Area,
   * recipients, free lines and what is above the tear line stay.
   *
   * @param keepsWindow whether the window is known already, from the assessment or by hand
   */
  DraftForm applied(DraftForm form, String id, boolean keepsWindow) {
    MessageTemplate template = templates.require(id);
    DraftForm filled =
        form.without("response.").without("for.").without("phrase.").without("step.");
    filled.put("template", template.id());
    filled.put("kind", template.kind());
    filled.put("victims", template.victims());
    filled.put("marking", template.marking());
    filled.put("category", template.category());
    filled.put("severity", template.severity());
    filled.put("urgency", template.urgency());
    filled.put("certainty", template.certainty());
    template.meantFor().forEach(kind -> filled.put("for." + kind, "on"));
    template.phrases().stream()
        .filter(each -> !each.equals("action.callEmergency") || filled.on("number"))
        .forEach(each -> filled.put("phrase." + each, "on"));
    if (!keepsWindow) {
      filled.put(
          "until",
          DraftForm.local(
              FormReading.time(filled, "from").plus(Duration.ofHours(template.hours()))));
    }
    steps(filled, template);
    if (filled.chosen("write.").isEmpty()) {
      template.languages().forEach(each -> filled.put("write." + each, "on"));
    }
    return phrases.written(filled);
  }

  /** The steps on those channels that something can be sent on here; e-mail where there is none. */
  private void steps(DraftForm form, MessageTemplate template) {
    Map<String, String> missing = addresses.missing();
    int number = 0;
    for (List<String> step : template.channels()) {
      String at = "step." + number + ".";
      List<String> usable =
          step.stream()
              .filter(each -> addresses.channels().contains(each) && !missing.containsKey(each))
              .toList();
      for (String channel : usable.isEmpty() ? List.of("email") : usable) {
        form.put(at + channel, "on");
      }
      form.put(at + "waitMinutes", Integer.toString(template.waitMinutes()));
      number++;
    }
  }
}
