// SPDX-License-Identifier: Apache-2.0
/**
 * Phone notes: what somebody said on the telephone, taken down by whoever answered.
 *
 * <p>Takes the caller's words, the time of the call and whether they were read back, gives a report.
 * The caller's number is sealed and never part of the report, the record or a log.
 */
@NullMarked
package org.tocsin.server.collect.phone;

import org.jspecify.annotations.NullMarked;
