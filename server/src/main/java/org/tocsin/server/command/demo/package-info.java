/**
 * The main job: plays a case from {@code demo/} against a real server in its own folder, by the
 * same HTTP API that everybody uses, with receivers of mail and webhooks standing in for the world.
 */
@NullMarked
package org.tocsin.server.command.demo;

import org.jspecify.annotations.NullMarked;
