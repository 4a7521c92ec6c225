// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.tocsin.server.kernel.Problem;

/**
 * The duty tests in force at this desk. Asked from the table each time, so that a version agreed on
 * another node counts at once. Thread-safe.
 */
@Component
public class DutyTests {

  private final PolicyStore store;
  private final String standard;
  private final Map<String, DutyTest> read = new ConcurrentHashMap<>();

  DutyTests(PolicyStore store, @Value("${tocsin.decide.policy:us-icd-191}") String standard) {
    this.store = store;
    this.standard = standard;
  }

  /** Every policy in force, by id. */
  public List<DutyTest> list() {
    return store.inForce().stream().map(this::of).toList();
  }

  /** The policy with this id, as it is in force. */
  public Optional<DutyTest> find(String id) {
    return store.inForce(id).map(this::of);
  }

  /** The policy with this id, as it is in force; T4002 with those that are known otherwise. */
  public DutyTest require(String id) {
    return find(id)
        .orElseThrow(() ->
            DecideProblem.BAD_DETERMINATION.because(
                "policy '%s' is not known; known are %s"
                    .formatted(Problem.shorten(id), list().stream().map(DutyTest::id).toList())));
  }

  /** The policy under which a case stands until somebody puts it under another. */
  public DutyTest standard() {
    return find(standard).orElseGet(() -> list().getFirst());
  }

  /** The version of this policy that was applied; the one in force where it is not kept. */
  Optional<DutyTest> applied(Determination made) {
    return store.withHash(made.policyHash()).map(this::of).or(() -> find(made.policy()));
  }

  DutyTest of(PolicyVersion version) {
    return read.computeIfAbsent(
        version.sha256(),
        _ ->
            PolicyReader.read(version.text())
                .test()
                .orElseThrow(
                    () -> new IllegalStateException(version.name() + " cannot be read any more")));
  }
}
