/** Text in; findings out, each with its span and its reason. */
@NullMarked
package org.tocsin.reading;

import org.jspecify.annotations.NullMarked;
