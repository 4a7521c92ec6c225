// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.tocsin.cap.Alert;
import org.tocsin.cap.Severity;
import org.tocsin.cap.Status;
import org.tocsin.cap.Urgency;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.Handling;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.TimeWindow;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.warn.Draft;
import org.tocsin.server.warn.Warning;
import org.tocsin.server.warn.Warnings;

/**
 * Reads approved warnings from the stage before, with its seal checked whenever anything of it was
 * written. Thread-safe.
 */
@Component
class ApprovedFromWarn implements ApprovedWarnings {

  /** Stands for the hash of something that was changed after its approval: equal to no hash. */
  static final String BROKEN = "broken seal";

  private static final int MOST_FOLLOWED = 100;

  private static final int MOST_KEPT = 1_000;

  private final Warnings warnings;
  private final EveryMade made;
  private final Map<WarningId, Kept> kept = new ConcurrentHashMap<>();

  /** What was read and checked, as long as what it was read from is the same. */
  private record Kept(String version, ApprovedWarning warning, List<WarningId> before) {}

  ApprovedFromWarn(Warnings warnings, EveryMade made) {
    this.warnings = warnings;
    this.made = made;
  }

  @Override
  public ApprovedWarning get(WarningId id) {
    return made.find(id).orElseGet(() -> kept(id).warning);
  }

  /**
   * Workers ask for each thousand recipients. The version is read first: what changes while the
   * rest is read has another one the next time.
   */
  private Kept kept(WarningId id) {
    String version = warnings.sealedVersion(id);
    Kept known = kept.get(id);
    if (known == null || version.isEmpty() || !known.version.equals(version)) {
      known = new Kept(version, drafted(id), follows(id));
      if (kept.size() >= MOST_KEPT) {
        kept.clear();
      }
      kept.put(id, known);
    }
    return known;
  }

  private ApprovedWarning drafted(WarningId id) {
    Warning warning = warnings.get(id);
    Alert alert = warnings.sentAlert(id);
    return of(
        id,
        warning.caseId(),
        warning.messageType().cap().word(),
        warning.draft(),
        alert.status(),
        sealed(warning));
  }

  /** A draft in the form in which it goes out. */
  static ApprovedWarning of(
      WarningId id, CaseId caseId, String msgType, Draft draft, Status status, String seal) {
    Handling handling = Handling.parse(draft.marking());
    String area =
        draft.areas().stream().map(Draft.DraftArea::areaDesc).collect(Collectors.joining("; "));
    return new ApprovedWarning(
        id,
        caseId,
        msgType,
        Urgency.find(draft.urgency()).orElse(Urgency.UNKNOWN),
        Severity.find(draft.severity()).orElse(Severity.UNKNOWN),
        status != Status.ACTUAL,
        handling.tlp(),
        new TimeWindow(draft.window().from(), draft.window().until()),
        draft.texts().stream().map(text -> text(text, area)).toList(),
        draft.plan().steps().stream()
            .map(step -> new ApprovedWarning.Step(step.channels(), step.waitMinutes()))
            .toList(),
        seal,
        status == Status.TEST,
        handling.own());
  }

  @Override
  public List<WarningId> before(WarningId id) {
    if (made.find(id).isPresent()) {
      // What this stage makes itself follows nothing, and no other stage knows it.
      return List.of();
    }
    return kept(id).before;
  }

  private List<WarningId> follows(WarningId id) {
    List<WarningId> found = new ArrayList<>();
    Optional<WarningId> earlier = warnings.get(id).follows();
    while (earlier.isPresent() && found.size() < MOST_FOLLOWED) {
      found.add(earlier.get());
      earlier = warnings.get(earlier.get()).follows();
    }
    return found;
  }

  private static ApprovedWarning.Text text(Draft.Text text, String area) {
    return new ApprovedWarning.Text(
        text.language(),
        text.headline(),
        text.description(),
        text.instruction(),
        area,
        Objects.requireNonNullElse(text.contact(), ""),
        Objects.requireNonNullElse(text.web(), ""));
  }

  /** The signed hash, if what is stored now still gives it. */
  private String sealed(Warning warning) {
    try {
      return warnings.requireSealed(warning.id()).contentHash().orElse(BROKEN);
    } catch (Problem broken) {
      if (broken.type().number().equals("T5111")) {
        return BROKEN;
      }
      throw broken;
    }
  }
}
