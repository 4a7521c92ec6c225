// SPDX-License-Identifier: Apache-2.0
/**
 * The command line: what {@code ./tocsin WORD …} does, behind the launcher.
 *
 * <p>Above all stages: it starts them or calls their libraries, and no stage knows of it. Commands
 * that need no server must not touch Spring, so that they answer at once. Results go to standard
 * output, words for people to standard error; exit codes are those of {@link
 * org.tocsin.server.command.Exit}.
 */
@NullMarked
@ApplicationModule(type = ApplicationModule.Type.OPEN)
package org.tocsin.server.command;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
