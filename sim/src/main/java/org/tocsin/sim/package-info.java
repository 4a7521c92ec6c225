// SPDX-License-Identifier: Apache-2.0
/**
 * A seeded outside world, replayable: watchers to be warned, receivers of mail, webhooks, short
 * messages, push notifications, messages to topics and other requests that stand in for providers,
 * the answers that people give, and faults.
 *
 * <p>Beside the stages, not one of them. Takes a seed and addresses on the loopback interface;
 * gives files of watchers, counts, messages and answers; never sends anything off the machine and
 * knows neither the server nor any other module. Everything that it shows to people says EXERCISE.
 *
 * <p>Same seed, same world: what happens to a message depends on the seed, whom it is for and which
 * attempt it is, never on which thread came first.
 */
@NullMarked
package org.tocsin.sim;

import org.jspecify.annotations.NullMarked;
