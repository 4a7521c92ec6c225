// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.joining;

import java.util.List;

/** An origin as it is shown. */
public record OriginShown(
    String name, String words, List<MemberShown> reports, List<LinkShown> links) {}
