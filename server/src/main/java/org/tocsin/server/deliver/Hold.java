// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.time.Instant;

/**
 * An officer holds a warning's deliveries up: what was begun is finished, nothing else is sent.
 *
 * @param since since when
 * @param officer who
 * @param why in their words
 */
public record Hold(Instant since, String officer, String why) {}
