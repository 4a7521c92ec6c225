// SPDX-License-Identifier: Apache-2.0
/**
 * The channel {@code mqtt}: warnings published to topics of the operator's own broker (MQTT 5), for
 * sirens, lamps, displays and home automation. The broker is a setting; an address is a topic.
 */
@NullMarked
package org.tocsin.server.deliver.mqtt;

import org.jspecify.annotations.NullMarked;
