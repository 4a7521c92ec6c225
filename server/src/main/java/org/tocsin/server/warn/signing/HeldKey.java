// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn.signing;

import org.tocsin.cap.signature.SigningKey;

/**
 * A key that this node can sign with.
 *
 * @param file its name in the folder
 * @param key the key with its certificates
 * @param certificate its certificate, as it is published
 */
record HeldKey(String file, SigningKey key, SigningCertificate certificate) {}
