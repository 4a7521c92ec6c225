// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import org.tocsin.server.kernel.WarningId;

/**
 * A warning's progress as pages show it.
 *
 * @param id which warning
 * @param headline its first headline
 * @param exercise whether it is an exercise
 * @param progress how far it has got
 */
public record DeliveryShown(WarningId id, String headline, boolean exercise, Progress progress) {}
