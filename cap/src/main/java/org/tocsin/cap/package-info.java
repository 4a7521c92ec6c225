/** Common Alerting Protocol: read, check, write. */
@NullMarked
package org.tocsin.cap;

import org.jspecify.annotations.NullMarked;
