/**
 * The rule of stage 8 by which two cases are alike: the same ground, the same group, the same kind
 * of target. It knows no database and no other stage, and says of each match why.
 */
@NullMarked
package org.tocsin.server.outcome.precedents;

import org.jspecify.annotations.NullMarked;
