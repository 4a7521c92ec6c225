// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.joining;

import java.util.List;

/** A suggestion as it is shown. */
public record SuggestionShown(
    Suggestion suggestion, String reportTitle, String caseTitle, List<ReasonShown> reasons) {}
