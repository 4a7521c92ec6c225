// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.phone;

/** The fields of the form for a call, so that a refused one comes back as it was filled in. */
public record PhoneForm(
    String said,
    boolean readBack,
    String calledAt,
    String source,
    String contact,
    String reliability,
    String credibility,
    String marking) {}
