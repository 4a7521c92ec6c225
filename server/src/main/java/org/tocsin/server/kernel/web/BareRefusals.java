// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.web;

import java.io.IOException;
import java.io.Writer;
import java.util.regex.Pattern;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;
import org.tocsin.server.kernel.KernelProblem;
import org.tocsin.server.kernel.Problem;

/**
 * What the servlet container refuses before any filter of ours sees it, such as an address that is
 * not UTF-8, in the form of all refusals instead of a page of the container's own.
 */
public final class BareRefusals extends ErrorReportValve {

  private static final Pattern PLAIN = Pattern.compile("[\\w/.~%-]{1,500}");

  /** Sets it as what the container reports errors with. */
  @Component
  static final class Setting implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    @Override
    public void customize(TomcatServletWebServerFactory factory) {
      factory.addContextCustomizers(context -> {
        if (context.getParent() instanceof StandardHost host) {
          host.setErrorReportValveClass(BareRefusals.class.getName());
        }
      });
    }
  }

  @Override
  protected void report(Request request, Response response, @Nullable Throwable thrown) {
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    Problem problem =
        switch (status) {
          case 404 -> KernelProblem.NOT_FOUND.because("the address names nothing");
          case 405 -> KernelProblem.BAD_METHOD.because("the address does not answer it");
          case 413 -> KernelProblem.TOO_LARGE.because("too much was sent");
          default ->
              status < 500
                  ? KernelProblem.BAD_REQUEST.because("the address or a header cannot be read")
                  : KernelProblem.BROKEN.because("The server could not finish this.");
        };
    String path = String.valueOf(request.getRequestURI());
    try {
      response.setContentType("application/problem+json");
      response.setCharacterEncoding("UTF-8");
      response.setHeader("Cache-Control", "no-store");
      Writer writer = response.getReporter();
      if (writer != null) { // Every word of it is ours, and what is not is plain.
        writer.write(
            """
            {"type":"/problems/%s","title":"%s","status":%d,"detail":"%s","instance":"%s","remedy":"%s"}\
            """
                .formatted(
                    problem.type().number(),
                    problem.type().title(),
                    status,
                    problem.detail(),
                    PLAIN.matcher(path).matches() ? path : "/",
                    problem.type().remedy()));
        response.finishResponse();
      }
    } catch (IOException | IllegalStateException e) {
      // Whoever asked is gone, or the answer has begun: there is nobody to tell.
      getContainer().getLogger().debug("a refusal was not written", e);
    }
  }
}
