// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.web;

import gg.jte.Content;
import java.util.Optional;

/**
 * A part of the watchdog's page that another package shows, so that the watchdog need not know it:
 * give it as a bean.
 */
public interface WatchdogPanel {

  /** What it shows now; empty when it has nothing to show. */
  Optional<Content> show();
}
