// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

/**
 * What workers take before a delivery that waits for its first attempt.
 *
 * @param deliveries how many, at least one
 * @param isMoving whether a worker has come further on the same channel within the last two minutes
 */
public record InFront(long deliveries, boolean isMoving) {}
