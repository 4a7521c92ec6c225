// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel;

import java.net.URI;
import java.util.List;

/**
 * What a stage has to tell the operator when the server is ready: how to set up the first officers,
 * what waits for a decision. Printed on the console once, never logged, since it may hold a secret.
 */
@FunctionalInterface
public interface StartNotice {

  /**
   * Lines for the operator; none when there is nothing to tell.
   *
   * @param address of the server, ending in a slash
   */
  List<String> lines(URI address);
}
