// SPDX-License-Identifier: Apache-2.0
/**
 * Where reports come from: each source with its owner, its standing grade, its health and its track
 * record.
 *
 * <p>Takes the words in which a report names its source, gives the source; a name that nobody has
 * used makes one. {@code SourceWatch} cries out when a source has fallen silent. Never changes what
 * a report said, and never grades a source by itself.
 */
@NullMarked
package org.tocsin.server.collect.source;

import org.jspecify.annotations.NullMarked;
