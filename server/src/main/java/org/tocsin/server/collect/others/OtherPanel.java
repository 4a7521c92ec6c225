// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.others;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.kernel.web.ReportPanel;

/** Beside a report that is a CAP message: the way to what it says and whether that is in force. */
@Component
class OtherPanel implements ReportPanel {

  /** Links beside one report; an envelope may bring hundreds, which the list of others shows. */
  private static final int LINKS_MAX = 3;

  private final OtherStore store;

  OtherPanel(OtherStore store) {
    this.store = store;
  }

  @Override
  public Map<ReportId, List<Link>> links(List<ReportId> reports) {
    Map<ReportId, List<Link>> links = new HashMap<>();
    for (OtherStore.Link each : store.links(reports)) {
      List<Link> here = links.computeIfAbsent(each.report(), _ -> new ArrayList<>());
      if (here.size() < LINKS_MAX) {
        here.add(new Link("Alert of another authority", "/desk/alerts/" + each.id()));
      }
    }
    return links;
  }
}
