/** Tests of stage 1. */
@NullMarked
package org.tocsin.server.collect;

import org.jspecify.annotations.NullMarked;
