// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.http;

import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A process that sends one request from a thread with a class loader of its own, as Tomcat's
 * requests have, and then prints which of the client's threads belong to whom. A process, because
 * these threads are shared by all clients of a JVM and outlive them.
 */
final class RequestOfALoader {

  private RequestOfALoader() {}

  public static void main(String[] address) throws Exception {
    URI there = URI.create(address[0]);
    try (URLClassLoader tomcats = new URLClassLoader(new URL[0]);
        Outbound outbound =
            new Outbound(
                new OutboundSettings(
                    List.of("127.0.0.1:" + there.getPort()),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(5),
                    4))) {
      Thread.currentThread().setContextClassLoader(tomcats);
      outbound.send(Outbound.Call.get(there, Map.of(), 100));
      if (Thread.currentThread().getContextClassLoader() != tomcats) {
        System.out.println("the caller's own loader was not given back");
      }
      for (Thread thread : Thread.getAllStackTraces().keySet()) {
        if (thread.getName().startsWith("Ok")) {
          boolean leaks = thread.getContextClassLoader() == tomcats;
          System.out.println((leaks ? "of the request: " : "of the program: ") + thread.getName());
        }
      }
    }
  }
}
