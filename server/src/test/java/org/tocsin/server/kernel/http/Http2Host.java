// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.http;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.jspecify.annotations.Nullable;
import org.tocsin.server.world.TestAuthority;

/** Tomcat with HTTP/2, which says to each post its path, its body's length and the protocol. */
final class Http2Host implements AutoCloseable {

  private final Tomcat tomcat = new Tomcat();
  private final AtomicInteger heard = new AtomicInteger();

  private final class Echo extends HttpServlet {
    @Serial private static final long serialVersionUID = 1L;

    @Override
    protected void doPost(HttpServletRequest asked, HttpServletResponse answer) throws IOException {
      heard.incrementAndGet();
      int length = asked.getInputStream().readAllBytes().length;
      answer.getWriter().print(asked.getRequestURI() + " " + length + " " + asked.getProtocol());
    }
  }

  /**
   * Runs.
   *
   * @param proof who it proves to be; without TLS when absent
   * @param streams how many posts it takes at a time on one connection
   */
  Http2Host(Path folder, TestAuthority.@Nullable Issued proof, int streams) throws Exception {
    tomcat.setBaseDir(folder.toString());
    Connector connector = new Connector();
    connector.setPort(0);
    connector.setProperty("address", "127.0.0.1");
    Http2Protocol http2 = new Http2Protocol();
    http2.setMaxConcurrentStreams(streams);
    connector.addUpgradeProtocol(http2);
    if (proof != null) {
      connector.setSecure(true);
      connector.setScheme("https");
      connector.setProperty("SSLEnabled", "true");
      SSLHostConfig tls = new SSLHostConfig();
      SSLHostConfigCertificate certificate =
          new SSLHostConfigCertificate(tls, SSLHostConfigCertificate.Type.UNDEFINED);
      certificate.setCertificateKeystoreFile(proof.pkcs12(folder.resolve("host.p12")).toString());
      certificate.setCertificateKeystorePassword("password");
      tls.addCertificate(certificate);
      connector.addSslHostConfig(tls);
    }
    tomcat.setConnector(connector);
    Context context = tomcat.addContext("", folder.toString());
    Tomcat.addServlet(context, "echo", new Echo());
    context.addServletMappingDecoded("/*", "echo", false);
    tomcat.start();
  }

  int port() {
    return tomcat.getConnector().getLocalPort();
  }

  int heard() {
    return heard.get();
  }

  @Override
  public void close() throws LifecycleException {
    tomcat.stop();
    tomcat.destroy();
  }
}
