/** Places, times and a danger: who is in the way. */
@NullMarked
package org.tocsin.audience;

import org.jspecify.annotations.NullMarked;
