// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.phone;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.deliver.DeliverProblem;
import org.tocsin.server.kernel.Problem;

/** The call list over HTTP. Name and number are in answers to whoever has the call in hand only. */
@RestController
@RequestMapping("/api/v1/calls")
@Requires({Role.OFFICER, Role.APPROVER})
class CallApi {

  private final PhoneDesk desk;
  private final CallSheets sheets;

  CallApi(PhoneDesk desk, CallSheets sheets) {
    this.desk = desk;
    this.sheets = sheets;
  }

  /** What came of a call. */
  record ResultBody(
      @Nullable String result,
      @Nullable List<String> repeated,
      @Nullable String answer,
      @Nullable String note) {}

  /** A call as the API shows it. */
  record CallView(
      long call,
      String warning,
      boolean exercise,
      String state,
      int tries,
      @Nullable String said,
      @Nullable String withdrawn,
      boolean heldUp,
      @Nullable Instant leaseUntil,
      @Nullable String name,
      List<String> numbers,
      String language,
      @Nullable CallScript script) {
    static CallView of(CallShown shown) {
      Call call = shown.call();
      return new CallView(
          call.id(),
          call.warning().value(),
          call.exercise(),
          call.isEnded() ? "ended" : call.holder() == null ? "waiting" : "inHand",
          call.tries(),
          call.said(),
          call.withdrawn(),
          shown.isHeldUp(),
          shown.isMine() ? call.leaseUntil() : null,
          shown.isMine() ? shown.name() : null,
          shown.numbers(),
          call.language(),
          shown.script().orElse(null));
    }
  }

  @GetMapping
  @Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR})
  CallSheets.Sheet list() {
    return sheets.list();
  }

  /** The next call, or 204 when nobody is to be called now. */
  @PostMapping("/next")
  ResponseEntity<CallView> next() {
    return desk.next()
        .map(call -> personal(call))
        .orElseGet(() -> ResponseEntity.noContent().build());
  }

  @GetMapping("/{id}")
  @Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR})
  ResponseEntity<CallView> get(@PathVariable long id) {
    return personal(desk.get(id));
  }

  @PostMapping("/{id}/keep")
  ResponseEntity<CallView> keep(@PathVariable long id) {
    desk.keep(id);
    return get(id);
  }

  @PostMapping("/{id}/return")
  ResponseEntity<CallView> giveBack(@PathVariable long id) {
    desk.giveBack(id);
    return get(id);
  }

  @PostMapping("/{id}/result")
  ResponseEntity<CallView> result(@PathVariable long id, @RequestBody ResultBody body) {
    desk.finish(
        id,
        report(
            Objects.requireNonNullElse(body.result(), ""),
            Objects.requireNonNullElse(body.repeated(), List.of()),
            Objects.requireNonNullElse(body.answer(), ""),
            Objects.requireNonNullElse(body.note(), "")));
    return get(id);
  }

  private ResponseEntity<CallView> personal(Call call) {
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(CallView.of(sheets.show(call)));
  }

  /** Reads a result as forms and API send it; T6042 with every word that is none. */
  static PhoneDesk.Report report(String result, List<String> repeated, String answer, String note) {
    List<Problem.Fault> faults = new ArrayList<>();
    Optional<CallResult> came = CallResult.find(result);
    if (came.isEmpty()) {
      faults.add(
          fault(
              "result", result, Arrays.stream(CallResult.values()).map(CallResult::word).toList()));
    }
    Optional<Said> said =
        Arrays.stream(Said.values()).filter(each -> each.word().equals(answer)).findFirst();
    if (said.isEmpty() && !answer.isEmpty()) {
      faults.add(fault("answer", answer, Arrays.stream(Said.values()).map(Said::word).toList()));
    }
    if (came.isEmpty() || !faults.isEmpty()) {
      throw new Problem(
          DeliverProblem.BAD_CALL_RESULT,
          "%d fields cannot be used".formatted(faults.size()),
          faults);
    }
    return new PhoneDesk.Report(came.get(), Set.copyOf(repeated), said.orElse(null), note.strip());
  }

  private static Problem.Fault fault(String field, String value, List<String> words) {
    return new Problem.Fault(
        field,
        Problem.shorten(value),
        value.isEmpty() ? "is missing" : "is none of its words",
        "use one of " + String.join(", ", words));
  }
}
