/**
 * Drills: messages under the CAP status Test that ask people to confirm that they arrive, sent
 * through the real providers of each channel. Whoever confirms by no channel can no longer be
 * reached, and the desk learns it while there is no danger.
 *
 * <p>A drill rides on the deliveries of this stage: it makes one message a channel, queues it as a
 * wave, and takes answers by the same links. Nobody approves it, for it warns of nothing, its words
 * are fixed, and nobody is asked more often than a setting allows.
 */
@NullMarked
package org.tocsin.server.deliver.drill;

import org.jspecify.annotations.NullMarked;
