// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.kernel.WarningId;

/** The quality check over HTTP. */
@RestController
@RequestMapping("/api/v1/warnings")
@Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR})
class QualityApi {

  private final Quality quality;
  private final Remarks remarks;
  private final Warnings warnings;

  QualityApi(Quality quality, Remarks remarks, Warnings warnings) {
    this.quality = quality;
    this.remarks = remarks;
    this.warnings = warnings;
  }

  /** Of a draft that is not kept. */
  @PostMapping("/check")
  @Requires(Role.OFFICER)
  List<Remark> check(@RequestBody DraftBody body) {
    return quality.of(body.draft(), MessageType.ALERT);
  }

  /** Of a warning as it stands, with what no speaker has read. */
  @GetMapping("/{id}/remarks")
  List<Remark> remarks(@PathVariable String id) {
    return remarks.of(warnings.get(new WarningId(id)));
  }
}
