// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.decide.Basis;
import org.tocsin.server.decide.Determination;
import org.tocsin.server.decide.DutyResult;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.kernel.Problem;

/** Who is told what in a case, over HTTP. */
@RestController
@RequestMapping("/api/v1")
@Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR})
class WhomApi {

  private final Whom whom;

  WhomApi(Whom whom) {
    this.whom = whom;
  }

  /** Every class of a case. */
  record WhomView(String caseId, List<ClassView> classes) {}

  /** One class. */
  record ClassView(
      String victims,
      String standing,
      boolean clockWaits,
      @Nullable Instant decideAnewBy,
      @Nullable HeldView determination,
      List<String> waiting,
      List<ToldView> warnings,
      List<BlockView> blocks) {
    static ClassView of(WhomRow row) {
      return new ClassView(
          row.victims().word(),
          row.standing().word(),
          row.awaited(),
          row.anewBy().orElse(null),
          row.holds().map(each -> HeldView.of(each, row.basis())).orElse(null),
          row.waiting().stream().map(each -> each.id().value()).toList(),
          row.warnings().stream().map(ToldView::of).toList(),
          row.blocks().stream().map(BlockView::of).toList());
    }
  }

  /** The determination that holds, and who made it. */
  record HeldView(
      String id,
      String result,
      @Nullable String ground,
      String policy,
      String policySha256,
      @Nullable String proposedBy,
      List<String> agreedBy,
      boolean byClock,
      @Nullable Instant since) {
    static HeldView of(Determination made, Optional<Basis> basis) {
      boolean byClock = made.proposedBy().equals(Determination.THE_CLOCK);
      return new HeldView(
          made.id().value(),
          made.result().word(),
          made.result() instanceof DutyResult.Waived(String ground) ? ground : null,
          made.policy(),
          made.policyHash(),
          byClock ? null : made.proposedBy().value(),
          basis.stream()
              .flatMap(each -> each.agreed().stream())
              .map(Basis.Agreed::by)
              .map(OfficerId::value)
              .toList(),
          byClock,
          made.settledAt().orElse(null));
    }
  }

  /** A warning to the class: its own words, channels and marking. */
  record ToldView(
      String id,
      String messageType,
      String state,
      boolean exercise,
      String marking,
      List<String> channels,
      List<Draft.Text> texts,
      @Nullable String determination,
      @Nullable String approvedBy,
      @Nullable Instant approvedAt) {
    static ToldView of(Warning warning) {
      return new ToldView(
          warning.id().value(),
          warning.messageType().word(),
          warning.state().word(),
          !warning.draft().meansIt(),
          warning.draft().marking(),
          WhomRow.channels(warning),
          warning.draft().texts(),
          warning.determination().map(Object::toString).orElse(null),
          warning.approvedBy().map(Object::toString).orElse(null),
          warning.approvedAt().orElse(null));
    }
  }

  /** Why a warning could not be signed now, as the refusal would say it. */
  record BlockView(String number, String title, String detail, String remedy) {
    static BlockView of(Problem block) {
      return new BlockView(
          block.type().number(), block.type().title(), block.detail(), block.type().remedy());
    }
  }

  @GetMapping("/cases/{id}/whom")
  WhomView of(@PathVariable String id) {
    return new WhomView(id, whom.of(new CaseId(id)).stream().map(ClassView::of).toList());
  }
}
