// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.tocsin.server.kernel.KernelProblem;
import org.tocsin.server.kernel.Problem;

/** Turns everything that is thrown while a request is answered into a refusal with a number. */
@RestControllerAdvice
public final class ProblemHandler {

  private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);

  private final ProblemWriter writer;

  ProblemHandler(ProblemWriter writer) {
    this.writer = writer;
  }

  /** The caller went away while we were writing: nobody is left to tell. */
  @ExceptionHandler
  void gone(AsyncRequestNotUsableException gone) {
    log.debug("the caller went away", gone);
  }

  /**
   * Answers what was thrown; what nobody foresaw becomes T0099 with a number that the log has too.
   */
  @ExceptionHandler
  void answer(Throwable thrown, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Problem problem = Refusals.of(thrown, request).orElse(null);
    if (problem == null) {
      broken(thrown, request, response);
    } else {
      Refusals.headersOf(thrown)
          .forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
      writer.write(request, response, problem);
    }
  }

  private void broken(Throwable thrown, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String instance = "urn:uuid:" + UUID.randomUUID();
    log.error("broken: instance={} method={}", instance, request.getMethod(), thrown);
    writer.write(
        request,
        response,
        KernelProblem.BROKEN.because("The server could not finish this; it is not your fault."),
        instance);
  }
}
