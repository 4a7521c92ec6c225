// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.audience;

import java.nio.file.Path;

/**
 * How much there is to do.
 *
 * @param home the project's folder
 * @param watchers how many
 * @param inForce how many dangers a position is held to
 * @param moves how many moves a pass has
 * @param shapes of dangers
 */
record Setting(Path home, int watchers, int inForce, int moves, Shapes shapes) {}
