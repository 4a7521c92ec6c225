/** Tests of stage 3. */
@NullMarked
package org.tocsin.server.assess.grading;

import org.jspecify.annotations.NullMarked;
