// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.tocsin.server.kernel.KernelProblem;
import org.tocsin.server.kernel.Problem;

/** Answers what the servlet container refused before any controller saw it. */
@Controller
final class LastResort implements ErrorController {

  private final ProblemHandler handler;
  private final ProblemWriter writer;

  LastResort(ProblemHandler handler, ProblemWriter writer) {
    this.handler = handler;
    this.writer = writer;
  }

  @RequestMapping("/error")
  void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Object thrown = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    if (thrown instanceof Throwable cause) {
      handler.answer(cause, request, response);
      return;
    }
    String where = Problem.shorten(path == null ? request.getRequestURI() : String.valueOf(path));
    Problem problem =
        switch (status instanceof Integer code ? code : 404) {
          case 404 -> KernelProblem.NOT_FOUND.because("'%s' names nothing".formatted(where));
          case 405 -> KernelProblem.BAD_METHOD.because("'%s' does not answer it".formatted(where));
          case 413 -> KernelProblem.TOO_LARGE.because("'%s' was sent too much".formatted(where));
          case 415 ->
              KernelProblem.BAD_MEDIA_TYPE.because("'%s' does not read it".formatted(where));
          default -> KernelProblem.BAD_REQUEST.because("'%s' was refused".formatted(where));
        };
    writer.write(request, response, problem, where);
  }
}
