// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.webhook;

import java.io.IOException;
import java.util.List;
import org.tocsin.server.deliver.ChannelContract;
import org.tocsin.sim.Faults;

/** FEATURE UNDER TEST: warnings as signed posts that share a connection, by HTTP/2. */
class WebhooksTogetherTest extends ChannelContract {

  @Override
  protected Peer peer(Faults faults) throws IOException {
    return new WebhookChannelTest.Endpoints(faults, true);
  }

  @Override
  protected Peer nowhere() throws IOException {
    return new WebhookChannelTest.Endpoints(Faults.none(), true).gone();
  }

  @Override
  protected List<String> noAddresses() {
    return List.of("https:///hook");
  }
}
