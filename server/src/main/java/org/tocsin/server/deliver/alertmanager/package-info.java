// SPDX-License-Identifier: Apache-2.0
/**
 * The channel {@code alertmanager}: a warning as an alert of a Prometheus Alertmanager (API v2,
 * {@code POST /api/v2/alerts}), so that it goes to whoever is on call there, by the routes that
 * they have. An update or a cancel resolves what it follows; what stands is sent again every few
 * minutes.
 */
@NullMarked
package org.tocsin.server.deliver.alertmanager;

import org.jspecify.annotations.NullMarked;
