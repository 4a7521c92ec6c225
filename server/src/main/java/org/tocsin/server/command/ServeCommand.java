// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.command;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindException;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;
import org.tocsin.server.TocsinServer;
import org.tocsin.server.kernel.FreePort;
import org.tocsin.server.kernel.StartNotice;
import org.tocsin.server.kernel.database.DataFolder;
import org.tocsin.server.kernel.database.DatabaseUnavailableException;

/** {@code tocsin serve}: runs the desk until it is told to stop. */
final class ServeCommand implements Command {
  static final String FORM = "serve [--data DIR] [--port N] [--database URL]";

  private static final int PORT_MAX = 65535;

  @Override
  public int run(List<String> given, Streams streams) throws IOException {
    Arguments arguments =
        Arguments.parse(given, FORM, Set.of("--data", "--port", "--database"), Set.of());
    if (!arguments.rest().isEmpty()) {
      throw arguments.refusal("\"" + arguments.rest().getFirst() + "\" is not expected here");
    }
    List<String> settings = settings(arguments);
    CountDownLatch closed = new CountDownLatch(1);
    SpringApplication application = new SpringApplication(TocsinServer.class);
    application.addListeners(
        (ApplicationListener<ContextClosedEvent>) event -> closed.countDown(), new LogFolder());
    try {
      announce(application.run(settings.toArray(String[]::new)), streams.out());
    } catch (RuntimeException e) {
      return explained(e, streams.err());
    }
    return await(closed);
  }

  private static List<String> settings(Arguments arguments) throws IOException {
    List<String> settings = new ArrayList<>();
    arguments.find("--data").ifPresent(folder -> settings.add("--tocsin.data=" + folder));
    arguments.find("--database").ifPresent(url -> settings.add("--tocsin.database.url=" + url));
    Optional<String> port = arguments.find("--port");
    if (port.isPresent()) {
      int number = port(port.get(), arguments);
      // Answer links name the port, so it must be known before the server listens.
      settings.add("--server.port=" + (number == 0 ? FreePort.find() : number));
    }
    return settings;
  }

  private static int port(String text, Arguments arguments) {
    if (text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= PORT_MAX) {
      return Integer.parseInt(text);
    }
    throw arguments.refusal(
        "--port is \"" + text + "\"; it must be 1 to " + PORT_MAX + ", or 0 for any free one");
  }

  private static void announce(ConfigurableApplicationContext server, PrintStream out) {
    String port = server.getEnvironment().getRequiredProperty("local.server.port");
    URI address = URI.create("http://localhost:" + port + "/");
    out.println("Tocsin is ready at " + address + " (Ctrl-C stops it)");
    server
        .getBeanProvider(StartNotice.class)
        .orderedStream()
        .flatMap(notice -> notice.lines(address).stream())
        .forEach(line -> out.println("  " + line));
    out.flush();
  }

  /** Says in a sentence what an operator can set right; the rest is ours and shows its trace. */
  private static int explained(RuntimeException failure, PrintStream err) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      Optional<String> words = words(cause);
      if (words.isPresent()) {
        err.println("tocsin serve: " + words.get());
        return Exit.NO;
      }
    }
    throw failure;
  }

  private static Optional<String> words(Throwable cause) {
    return switch (cause) {
      case DatabaseUnavailableException database -> Optional.ofNullable(database.getMessage());
      case UncheckedIOException disk -> Optional.ofNullable(disk.getMessage());
      case PortInUseException taken ->
          Optional.of(
              "port "
                  + taken.getPort()
                  + " is taken by another program; stop it, or name another: --port N");
      case ConfigurationPropertiesBindException settings ->
          Optional.of("a setting is wrong: " + rootMessage(settings));
      default -> Optional.empty();
    };
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }

  private static int await(CountDownLatch closed) {
    try {
      closed.await();
      return Exit.WELL;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Exit.BROKEN;
    }
  }

  /** Makes the log's folder private before the log is opened, which would make it public. */
  private static final class LogFolder
      implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
      String data = event.getEnvironment().getRequiredProperty("tocsin.data");
      new DataFolder(Path.of(data)).folder("logs");
    }

    @Override
    public int getOrder() {
      return LoggingApplicationListener.DEFAULT_ORDER - 1;
    }
  }
}
