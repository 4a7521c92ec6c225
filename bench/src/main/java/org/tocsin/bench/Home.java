// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench;

import java.nio.file.Path;

/** The folder of the project, which the launcher names; the tests run in a folder below it. */
final class Home {
  private Home() {}

  static Path path() {
    return Path.of(System.getProperty("tocsin.home", "..")).toAbsolutePath().normalize();
  }
}
