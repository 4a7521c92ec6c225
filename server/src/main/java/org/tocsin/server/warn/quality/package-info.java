/**
 * Part of stage 5: what a message must say before it is approved (what, where, when, who, what to
 * do, source, until when), how hard it is to read, jargon, times that contradict the window. Rules
 * with a code, a place, a reason and a remedy; the lists of words are data. Decides nothing itself:
 * each remark says what follows from it.
 */
@NullMarked
package org.tocsin.server.warn.quality;

import org.jspecify.annotations.NullMarked;
