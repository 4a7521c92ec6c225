// SPDX-License-Identifier: Apache-2.0
/**
 * The one database: PostgreSQL, embedded in the data folder or the operator's own by URL.
 *
 * <p>Ground floor, used by every stage through the {@code DataSource} alone. Takes the settings
 * {@code tocsin.data} and {@code tocsin.database.*}; gives a connection pool on a schema that is
 * already migrated; never holds SQL of a stage. A stage's tables live in the PostgreSQL schema of
 * its name and come from {@code migrations/<stage>/} on the class path ({@link
 * org.tocsin.server.kernel.database.Migrations}).
 */
@NullMarked
package org.tocsin.server.kernel.database;

import org.jspecify.annotations.NullMarked;
