/**
 * The formats in which stage 8 gives out and takes in incidents: the value sets of the Global
 * Terrorism Database. It knows no database and no other stage.
 */
@NullMarked
package org.tocsin.server.outcome.exchange;

import org.jspecify.annotations.NullMarked;
