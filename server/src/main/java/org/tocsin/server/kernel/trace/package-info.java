// SPDX-License-Identifier: Apache-2.0
/**
 * Traces of what happens to a warning, given to a collector that speaks OTLP; off unless there is
 * one. No span holds a name, an address, a text or a secret: ids of warnings, waves and chunks,
 * channels and counts only.
 */
@NullMarked
package org.tocsin.server.kernel.trace;

import org.jspecify.annotations.NullMarked;
