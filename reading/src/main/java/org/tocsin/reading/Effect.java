// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.OptionalLong;

/**
 * What else an event did besides killing and wounding: people missing, arrested or evacuated,
 * buildings burnt.
 */
public record Effect(Span span, String what, OptionalLong min, OptionalLong max) implements Cited {}
