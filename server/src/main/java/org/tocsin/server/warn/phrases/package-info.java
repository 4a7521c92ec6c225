/**
 * Part of stage 5: the controlled library of phrases, in files of the program, one a language. Each
 * names its translator; what no speaker has read is marked so wherever it is shown, until the desk
 * records a review of exactly these words. Knows nothing of drafts.
 */
@NullMarked
package org.tocsin.server.warn.phrases;

import org.jspecify.annotations.NullMarked;
