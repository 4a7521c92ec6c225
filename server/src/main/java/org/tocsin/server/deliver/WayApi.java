// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.kernel.web.Page;

/** The channels and their providers as they stand on this node: a page, and the same as JSON. */
@Controller
@Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR, Role.ADMIN})
class WayApi {

  private final List<Channel> channels;
  private final Page page;

  WayApi(List<Channel> channels, Page page) {
    this.channels = channels.stream().sorted(Comparator.comparing(Channel::kind)).toList();
    this.page = page;
  }

  /** The channels of this node. */
  record WaysView(List<WayShown> channels) {}

  @GetMapping("/api/v1/channels")
  @ResponseBody
  WaysView channels() {
    return new WaysView(channels.stream().map(WayShown::of).toList());
  }

  @GetMapping("/desk/channels")
  ResponseEntity<String> page() {
    return page.of(
        200,
        "deliver/channels.jte",
        "Channels",
        "administration",
        Map.of("channels", channels().channels()));
  }
}
