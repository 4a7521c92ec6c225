/** Tests of the record. */
@NullMarked
package org.tocsin.record;

import org.jspecify.annotations.NullMarked;
