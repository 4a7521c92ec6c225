// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.joining;

import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.Place;
import org.tocsin.server.kernel.TimeWindow;

/** Where, when and of whom the newest assessment of an open case is. */
record Assessed(CaseId caseId, String actor, Place place, TimeWindow window) {}
