/** Tests of stage 2. */
@NullMarked
package org.tocsin.server.read;

import org.jspecify.annotations.NullMarked;
