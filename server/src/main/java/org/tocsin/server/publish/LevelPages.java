// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.publish;

import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.tocsin.server.deliver.level.ServiceLevel;

/** The public page of how soon people were handed what was approved for them. */
@Controller
class LevelPages {

  private final LevelBoard board;
  private final PublicShell shell;
  private final String author;

  LevelPages(
      LevelBoard board,
      PublicShell shell,
      @Value("${tocsin.sender.name:Tocsin desk}") String author) {
    this.board = board;
    this.shell = shell;
    this.author = author;
  }

  @GetMapping("/service-level")
  ResponseEntity<byte[]> page() {
    ServiceLevel level = board.level();
    return shell.page(
        "publish/service-level.jte",
        "Service level",
        Map.of("level", level, "bars", LevelBar.of(level), "author", author));
  }
}
