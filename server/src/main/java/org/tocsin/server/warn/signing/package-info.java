// SPDX-License-Identifier: Apache-2.0
/**
 * The desk's signature under its public alerts: an enveloped XML signature (CAP 1.2 §3.3.4.1) with
 * a key that the operator puts into the folder {@code signing} of the data folder.
 *
 * <p>Keys are exchanged without a restart: of those whose certificate is valid, the one that became
 * valid last signs. The certificate of every key that ever could is kept and published. Without a
 * usable key an alert goes out unsigned, and the desk is told: people are warned first.
 */
@NamedInterface("signing")
@NullMarked
package org.tocsin.server.warn.signing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
