// SPDX-License-Identifier: Apache-2.0
/**
 * {@code ./tocsin bench fanout}: a real server warns real receivers on the same machine, beside the
 * bare clients, which keep nothing, and beside Prometheus Alertmanager.
 */
@NullMarked
package org.tocsin.bench.fanout;

import org.jspecify.annotations.NullMarked;
