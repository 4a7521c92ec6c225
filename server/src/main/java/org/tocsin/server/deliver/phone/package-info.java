/**
 * The phone desk: people of the desk call people of the audience. A step of a plan that names
 * {@code phone} puts those to be called on a list, ordered by how much their warning hurries and
 * then by how long they have waited. An officer takes the next call under a lease, reads a script
 * in the person's language, has them say it back, and notes what came of it.
 *
 * <p>A call's life: <em>waiting</em> → <em>in hand</em> (taken) → <em>waiting</em> again (no
 * answer, busy, voicemail, given back, or the lease ran out) or <em>ended</em> (reached, wrong
 * number, refused). A call that nobody needs any more is <em>withdrawn</em>: one that waits ends at
 * once, one in hand when its officer is done. The delivery itself is a chunk of its own that waits
 * for the call and is due at the latest when the warning ends, so it cannot be lost.
 *
 * <p>Told is who was reached. A machine that takes the words proves nothing: they may have been
 * told, are called again, and count as not told until somebody speaks with them.
 */
@NullMarked
package org.tocsin.server.deliver.phone;

import org.jspecify.annotations.NullMarked;
