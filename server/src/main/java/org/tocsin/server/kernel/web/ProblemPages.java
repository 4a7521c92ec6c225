// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.web;

import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.tocsin.server.kernel.KernelProblem;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.ProblemCatalogue;
import org.tocsin.server.kernel.ProblemType;
import org.tocsin.server.kernel.Problems;

/** What each number means, for everybody: the address that a problem's {@code type} names. */
@Controller
class ProblemPages {

  private final ProblemCatalogue catalogue;
  private final Page page;

  ProblemPages(Problems problems, Page page) {
    this.catalogue = problems.catalogue();
    this.page = page;
  }

  @GetMapping("/problems")
  ResponseEntity<String> list() {
    return page.of("shell/problems.jte", "Problems", "", Map.of("types", catalogue.types()));
  }

  @GetMapping("/problems/{number}")
  ResponseEntity<String> one(@PathVariable String number) {
    ProblemType type =
        catalogue
            .find(number)
            .orElseThrow(() ->
                KernelProblem.NOT_FOUND.because(
                    "'%s' is no number of a problem".formatted(Problem.shorten(number))));
    return page.of("shell/problem-type.jte", type.title(), "", Map.of("type", type));
  }
}
