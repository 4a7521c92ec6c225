/** Tests of stage 3. */
@NullMarked
package org.tocsin.server.assess;

import org.jspecify.annotations.NullMarked;
