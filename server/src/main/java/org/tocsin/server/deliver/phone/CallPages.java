// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.phone;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.deliver.DeliverProblem;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.web.DeskTile;
import org.tocsin.server.kernel.web.Page;

/** The call list and the page of the call in hand. */
@Controller
@RequestMapping("/desk/calls")
@Requires({Role.OFFICER, Role.APPROVER})
public class CallPages {

  private final PhoneDesk desk;
  private final CallSheets sheets;
  private final PhoneSettings settings;
  private final Page page;

  CallPages(PhoneDesk desk, CallSheets sheets, PhoneSettings settings, Page page) {
    this.desk = desk;
    this.sheets = sheets;
    this.settings = settings;
    this.page = page;
  }

  @GetMapping
  @Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR})
  ResponseEntity<String> list() {
    return page.of(
        "deliver/calls.jte",
        "Calls",
        "calls",
        Map.of("sheet", sheets.list(), "isSet", settings.desk()));
  }

  @GetMapping("/live")
  @Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR})
  ResponseEntity<String> live() {
    return page.part("deliver/call-list.jte", Map.of("sheet", sheets.list()));
  }

  /** Takes the next call. */
  @PostMapping
  ResponseEntity<String> next() {
    return to(desk.next().map(call -> "/desk/calls/" + call.id()).orElse("/desk/calls"));
  }

  @GetMapping("/{id}")
  @Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR})
  ResponseEntity<String> call(@PathVariable long id) {
    return show(200, id, Form.EMPTY, null);
  }

  @GetMapping("/{id}/live")
  @Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR})
  ResponseEntity<String> state(@PathVariable long id) {
    return page.part("deliver/call-state.jte", Map.of("shown", sheets.show(desk.get(id))));
  }

  /** Keeps, gives back or notes, as the button says; a note with the next call at once. */
  @PostMapping("/{id}")
  ResponseEntity<String> act(
      @PathVariable long id,
      @RequestParam String act,
      @RequestParam(defaultValue = "") String result,
      @RequestParam(name = "repeated", required = false) @Nullable List<String> repeated,
      @RequestParam(defaultValue = "") String answer,
      @RequestParam(defaultValue = "") String note) {
    Form form = new Form(result, repeated == null ? List.of() : repeated, answer, note);
    try {
      return switch (act) {
        case "keep" -> {
          desk.keep(id);
          yield to("/desk/calls/" + id);
        }
        case "back" -> {
          desk.giveBack(id);
          yield to("/desk/calls");
        }
        case "note" -> {
          desk.finish(id, form.report());
          yield to("/desk/calls");
        }
        case "note-next" -> {
          desk.finish(id, form.report());
          yield next();
        }
        default ->
            throw DeliverProblem.NO_BUTTON.because(
                "the form says '%s'".formatted(Problem.shorten(act)));
      };
    } catch (Problem refused) {
      return show(refused.type().status(), id, form, refused);
    }
  }

  /**
   * What an officer has filled in, kept when the form comes back.
   *
   * @param result a word of {@link CallResult}
   * @param repeated the points that are ticked
   * @param answer a word of {@link Said}; empty for none
   * @param note what they said; personal
   */
  public record Form(String result, List<String> repeated, String answer, String note) {
    static final Form EMPTY = new Form("", List.of(), "", "");

    /** Copies the list. */
    public Form {
      repeated = List.copyOf(repeated);
    }

    PhoneDesk.Report report() {
      return CallApi.report(result, repeated, answer, note);
    }

    @Override
    public String toString() {
      return "Form[" + result + "]";
    }
  }

  /** The page shows points and answers by their words, so a fault must not quote their ids. */
  private static Problem inWords(Problem refused, CallShown shown) {
    return new Problem(
        refused.type(),
        refused.detail(),
        refused.faults().stream()
            .map(fault ->
                new Problem.Fault(
                    fault.where(),
                    fault.where().equals("repeated") ? points(fault.value(), shown) : "",
                    fault.message(),
                    fault.remedy()))
            .toList());
  }

  private static String points(String ids, CallShown shown) {
    List<String> missing = List.of(ids.split(", ", -1));
    return shown.script().stream()
        .flatMap(script -> script.points().stream())
        .filter(point -> missing.contains(point.id()))
        .map(CallScript.Point::words)
        .collect(Collectors.joining("; "));
  }

  private ResponseEntity<String> show(int status, long id, Form form, @Nullable Problem refused) {
    Map<String, Object> parameters = new HashMap<>();
    CallShown call = sheets.show(desk.get(id));
    parameters.put("shown", call);
    parameters.put("form", form);
    parameters.put("refused", refused == null ? null : inWords(refused, call));
    ResponseEntity<String> shown = page.of(status, "deliver/call.jte", "Call", "calls", parameters);
    return ResponseEntity.status(shown.getStatusCode())
        .headers(shown.getHeaders())
        .cacheControl(CacheControl.noStore())
        .body(Optional.ofNullable(shown.getBody()).orElse(""));
  }

  private static ResponseEntity<String> to(String path) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create(path)).build();
  }

  /** Whoever waits to be called must be seen on the first page of a desk that calls. */
  @Bean
  @ConditionalOnProperty("tocsin.phone.desk")
  static DeskTile.Source callsToMake(CallStore store, java.time.Clock clock) {
    return new DeskTile.Source() {
      @Override
      public int order() {
        return 60;
      }

      @Override
      public DeskTile tile() {
        return new DeskTile(
            "Calls to make", store.countWaiting(clock.instant()), "/desk/calls", true);
      }
    };
  }
}
