/** Stories in time through all stages, one a file. */
@NullMarked
package org.tocsin.server.scenario;

import org.jspecify.annotations.NullMarked;
