// SPDX-License-Identifier: Apache-2.0
/**
 * How soon people were handed what was approved for them, counted from the receipts.
 *
 * <p>Counted is for each person the time from the approval (for newcomers: from their coming into
 * the danger) to the first hand-over by any channel, and for each channel from when it was given a
 * person to when it handed over. A count is made a minute after a warning's approval, then at
 * growing distances, and once more when it is over: some twenty passes over the receipts of a
 * warning of two days, fewer where nothing happens any more, and none for whoever asks.
 */
@NullMarked
@NamedInterface("level")
package org.tocsin.server.deliver.level;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
