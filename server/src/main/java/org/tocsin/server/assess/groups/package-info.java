/**
 * What the desk knows of groups: the bundled lists of open sources with the desk's own edits over
 * them.
 *
 * <p>Takes {@code org.tocsin.reading.KnownGroup}, edits, findings and incidents, gives profiles,
 * and gives {@code read} the desk's names, so that reports are read with them. Never says that a
 * group did something: findings and incidents say who asserts it.
 */
@NullMarked
package org.tocsin.server.assess.groups;

import org.jspecify.annotations.NullMarked;
