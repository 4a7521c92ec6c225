/** Tests of stage 3. */
@NullMarked
package org.tocsin.server.assess.joining;

import org.jspecify.annotations.NullMarked;
