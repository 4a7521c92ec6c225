// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.web.DeskTime;
import org.tocsin.server.kernel.web.FormFields;

/**
 * A draft as somebody types it: every field as text, so that a refused one comes back unchanged.
 *
 * <p>What there are several of is numbered from 0: {@code text.0.headline}, {@code area.0.shapes},
 * {@code step.0.waitMinutes}. Choices of which several may hold are a field each: {@code
 * response.Avoid}, {@code for.venue}.
 */
public final class DraftForm {

  private static final int MOST = 40;

  private final Map<String, String> fields;

  DraftForm(Map<String, String> fields) {
    this.fields = new LinkedHashMap<>(fields);
  }

  /** The form of a draft. */
  static DraftForm of(Draft draft) {
    DraftForm form = new DraftForm(Map.of());
    form.put("kind", draft.kind());
    form.put("victims", draft.victims());
    form.put("marking", draft.marking());
    form.put("release", draft.release() == null ? "" : draft.release().id());
    form.put("aboveTearLine", draft.aboveTearLine() == null ? "" : draft.aboveTearLine());
    form.put("from", local(draft.window().from()));
    form.put("until", local(draft.window().until()));
    form.put("category", draft.category());
    form.put("severity", draft.severity());
    form.put("urgency", draft.urgency());
    form.put("certainty", draft.certainty());
    draft.responseTypes().forEach(word -> form.put("response." + word, "on"));
    draft.intendedKinds().forEach(word -> form.put("for." + word, "on"));
    form.put("recipients", String.join("\n", draft.recipients()));
    form.put("exercise", draft.meansIt() ? "" : "on");
    for (int i = 0; i < draft.areas().size(); i++) {
      form.put("area." + i + ".areaDesc", draft.areas().get(i).areaDesc());
      form.put("area." + i + ".shapes", ShapeLines.write(draft.areas().get(i)));
    }
    for (int i = 0; i < draft.texts().size(); i++) {
      form.putText("text." + i + ".", draft.texts().get(i));
    }
    for (int i = 0; i < draft.plan().steps().size(); i++) {
      form.putStep("step." + i + ".", draft.plan().steps().get(i));
    }
    return form;
  }

  private void putText(String at, Draft.Text text) {
    put(at + "language", text.language());
    put(at + "event", text.event());
    put(at + "headline", text.headline());
    put(at + "description", text.description());
    put(at + "instruction", text.instruction());
    put(at + "contact", text.contact() == null ? "" : text.contact());
    put(at + "web", text.web() == null ? "" : text.web());
  }

  private void putStep(String at, Draft.Step step) {
    step.channels().forEach(channel -> put(at + channel, "on"));
    put(at + "waitMinutes", Integer.toString(step.waitMinutes()));
  }

  /** A time as a form's field takes it, in the desk's zone. */
  static String local(Instant at) {
    return LocalDateTime.ofInstant(at, DeskTime.zone()).truncatedTo(ChronoUnit.MINUTES).toString();
  }

  /** So much later than now, as a form's field takes it. */
  public static String later(Instant now, Duration by) {
    return local(now.plus(by));
  }

  /** A copy of every field. */
  Map<String, String> fields() {
    return Map.copyOf(fields);
  }

  DraftForm put(String field, String value) {
    fields.put(field, value);
    return this;
  }

  /** What stands in a field; empty when nothing does. */
  public String value(String field) {
    return fields.getOrDefault(field, "");
  }

  /** Whether a choice holds. */
  public boolean on(String field) {
    return !value(field).isEmpty();
  }

  /** Whether everybody may read it. */
  public boolean isPublic() {
    return value("kind").equals("publicAlert");
  }

  /** The numbers of what there are several of: {@code text}, {@code area} or {@code step}. */
  public List<Integer> all(String what) {
    NavigableSet<Integer> numbers = new TreeSet<>();
    for (String field : fields.keySet()) {
      number(field, what).ifPresent(numbers::add);
    }
    return List.copyOf(numbers);
  }

  private static Optional<Integer> number(String field, String what) {
    String[] parts = field.split("\\.", 3);
    boolean numbered = parts.length == 3 && parts[0].equals(what) && parts[1].matches("[0-9]{1,2}");
    return numbered ? Optional.of(Integer.valueOf(parts[1])) : Optional.empty();
  }

  /** The fields of one kind whose choice holds, without their prefix. */
  List<String> chosen(String prefix) {
    return fields.keySet().stream()
        .filter(field -> field.startsWith(prefix) && on(field))
        .map(field -> field.substring(prefix.length()))
        .toList();
  }

  /**
   * The form after a button that changes only the form: {@code add.text}, {@code drop.step.1}.
   * Empty when the button is none of these.
   */
  Optional<DraftForm> after(String button) {
    String[] parts = button.split("\\.", -1);
    boolean known = parts.length > 1 && List.of("text", "area", "step").contains(parts[1]);
    if (known && parts[0].equals("add") && parts.length == 2) {
      return Optional.of(added(parts[1]));
    }
    if (known && parts[0].equals("drop") && parts.length == 3) {
      return Optional.of(dropped(parts[1] + "." + parts[2] + "."));
    }
    return Optional.empty();
  }

  private DraftForm added(String what) {
    List<Integer> have = all(what);
    int next = have.isEmpty() ? 0 : have.getLast() + 1;
    DraftForm more = new DraftForm(fields);
    if (have.size() >= MOST || next > 99) {
      return more;
    }
    String at = what + "." + next + ".";
    switch (what) {
      case "text" -> {
        String first = have.isEmpty() ? "" : "text." + have.getFirst() + ".";
        more.put(at + "language", "");
        more.put(at + "contact", value(first + "contact"));
        more.put(at + "web", value(first + "web"));
      }
      case "area" -> more.put(at + "areaDesc", "");
      default -> more.putStep(at, new Draft.Step(List.of("email", "webhook"), 30));
    }
    return more;
  }

  /** The same without the fields that begin so. */
  DraftForm without(String prefix) {
    return dropped(prefix);
  }

  private DraftForm dropped(String at) {
    Map<String, String> left = new LinkedHashMap<>(fields);
    left.keySet().removeIf(field -> field.startsWith(at));
    return new DraftForm(left);
  }

  /** The named recipients, one a line. */
  List<String> recipients() {
    return value("recipients").lines().map(String::strip).filter(id -> !id.isEmpty()).toList();
  }

  /** What the page calls the fields. */
  public FormFields labels() {
    FormFields labels =
        new FormFields()
            .with("kind", "Kind", "f-kind")
            .with("victims", "For", "f-victims")
            .with("marking", "Marking", "f-marking")
            .with("window", "Until", "f-until")
            .with("window.from", "From", "f-from")
            .with("window.until", "Until", "f-until")
            .with("category", "Category", "f-category")
            .with("severity", "Severity", "f-severity")
            .with("urgency", "Urgency", "f-urgency")
            .with("certainty", "Certainty", "f-certainty")
            .with("responseTypes", "What to do", "")
            .with("intendedKinds", "Meant for", "")
            .with("recipients", "Named recipients", "f-recipients")
            .with("aboveTearLine", "Source and method", "f-above")
            .with("exercise", "This is an exercise", "")
            .with("texts", "Texts", "")
            .with("plan.steps", "Plan", "")
            .with("plan.steps.channels", "Plan, by which channels", "")
            .with("plan.steps.waitMinutes", "Plan, minutes to wait", "");
    all("area").stream()
        .findFirst()
        .ifPresent(number -> {
          String at = "f-area." + number + ".";
          labels.with("areas", "Where", at + "shapes");
          labels.with("areas.areaDesc", "The area in words", at + "areaDesc");
        });
    for (int number : all("text")) {
      String at = "text." + number + ".";
      String language = value(at + "language").strip();
      String where = "texts." + Problem.shorten(language);
      String text = "Text" + (language.isEmpty() ? "" : " in " + language);
      labels.with(where, text + ", language", "f-" + at + "language");
      labels.with(where + ".event", text + ", event", "f-" + at + "event");
      labels.with(where + ".headline", text + ", headline", "f-" + at + "headline");
      labels.with(
          where + ".description",
          text + ", what, where, when, who says so",
          "f-" + at + "description");
      labels.with(where + ".instruction", text + ", what to do", "f-" + at + "instruction");
    }
    return labels;
  }
}
