/** A stranger's package: sees only what the record makes public. */
@NullMarked
package org.tocsin.recorduser;

import org.jspecify.annotations.NullMarked;
