// SPDX-License-Identifier: Apache-2.0
/**
 * Part of stage 3: how far what is said is to be believed.
 *
 * <p>Takes findings, origins and what officers mark, gives flags that go wherever a statement is
 * used: single source, possible deception, asserted by an interested party, a grade of the
 * information apart from the source's. Never changes a finding.
 */
@NullMarked
@NamedInterface("grading")
package org.tocsin.server.assess.grading;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
