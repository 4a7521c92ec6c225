// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.joining;

import java.util.List;

/** Another report that may speak of the same danger, as it is shown. */
public record LikeShown(String report, String title, int score, List<ReasonShown> reasons) {}
