/**
 * Ground floor: ids, places, windows, markings, the clock, problems and the plumbing of pages and
 * database; only what three stages share.
 *
 * <p>Takes nothing, gives words and plumbing, never knows a stage.
 */
@NullMarked
@ApplicationModule(
    type = ApplicationModule.Type.OPEN,
    allowedDependencies = {})
package org.tocsin.server.kernel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
