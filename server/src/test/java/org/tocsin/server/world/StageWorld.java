// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.world;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.tocsin.server.TocsinServer;
import org.tocsin.server.access.TestOfficers;

/**
 * A server on a database of its own whose heart beats when asked only, not set up and with the
 * machine's clock: for tests that speak to the public services of stages, and for several nodes.
 */
public final class StageWorld implements AutoCloseable {

  private final ConfigurableApplicationContext context;

  private StageWorld(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /** A world on a fresh database, with these settings added ({@code name, value, …}). */
  public static StageWorld start(Object... settings) {
    return on(PostgresWorld.freshDatabase(), settings);
  }

  /** A further node on this database. */
  public static StageWorld on(PostgresWorld.Database database, Object... settings) {
    return with(database, List.of(), settings);
  }

  /** A node with configurations of the test's own added. */
  public static StageWorld with(
      PostgresWorld.Database database, List<Class<?>> more, Object... settings) {
    Map<String, Object> properties = new LinkedHashMap<>();
    database.settings((name, value) -> properties.put(name, value.get()));
    properties.put("tocsin.heartbeat", "1h");
    properties.put("server.port", 0);
    for (int i = 0; i < settings.length; i += 2) {
      properties.put(settings[i].toString(), settings[i + 1]);
    }
    // Arguments win over every file.
    String[] arguments =
        properties.entrySet().stream()
            .map(each -> "--" + each.getKey() + "=" + each.getValue())
            .toArray(String[]::new);
    return new StageWorld(
        new SpringApplicationBuilder(TocsinServer.class)
            .sources(more.toArray(Class<?>[]::new))
            .initializers(TestOfficers::cheapPasswords)
            .run(arguments));
  }

  /** The bean of this type. */
  public <T> T get(Class<T> type) {
    return context.getBean(type);
  }

  @Override
  public void close() {
    context.close();
  }
}
