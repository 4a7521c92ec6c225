// SPDX-License-Identifier: Apache-2.0
/** The outside world of the tests: databases, mail and web servers, a clock. */
@NullMarked
package org.tocsin.server.world;

import org.jspecify.annotations.NullMarked;
