// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.drill;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What has become of the mail with a drill's result.
 *
 * @param state {@code due}, {@code sent} or {@code failed}
 * @param endedAt when it was sent or given up; null while it is due
 * @param why it was not sent, or not yet; null when nothing stood against it
 */
public record DrillNotice(String state, @Nullable Instant endedAt, @Nullable String why) {}
