/**
 * The tear line, a part of stage 5.
 *
 * <p>Takes the full text of a danger with its words marked, gives releases at lower markings: what
 * was taken out is written down, what gives it away all the same is found, a second person agrees.
 * A warning that is marked below its case's full text leaves only from such a release ({@code
 * TearLine}). Never sends, and never tells the words above the line to whoever may not see them.
 */
@NullMarked
package org.tocsin.server.warn.release;

import org.jspecify.annotations.NullMarked;
