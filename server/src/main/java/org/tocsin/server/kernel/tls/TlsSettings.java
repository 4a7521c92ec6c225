// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.tls;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code tocsin.tls.*}: whom we believe when we connect to others.
 *
 * @param trust a PEM file with certificates of authorities that are trusted beside those that Java
 *     trusts, for servers with certificates of one's own authority; empty (the default) for none.
 *     Read at the start
 */
@ConfigurationProperties("tocsin.tls")
public record TlsSettings(@DefaultValue("") String trust) {}
