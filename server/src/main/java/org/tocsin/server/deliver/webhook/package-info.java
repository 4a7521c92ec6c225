// SPDX-License-Identifier: Apache-2.0
/** The channel {@code webhook}: signed posts as Standard Webhooks 1.0.0 asks. */
@NullMarked
@NamedInterface(
    "webhook") // The demo stands in for the owners of endpoints, who are given their secrets.
package org.tocsin.server.deliver.webhook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
