// SPDX-License-Identifier: Apache-2.0
/**
 * The life of messages: which of those received are in force at a time, and why the others are not.
 *
 * <p>The door is {@link org.tocsin.cap.life.CapLife}: messages go in as they come, late, twice or
 * out of order, and {@link org.tocsin.cap.life.Snapshot} tells of each Alert and Update its {@link
 * org.tocsin.cap.life.State}. The result depends on the set of messages and the time alone.
 *
 * <pre>
 *                       effective              expires
 *   NotYetEffective ───────────────▶ InForce ───────────▶ Expired
 *          │                  PartlyInForce
 *          │                         │
 *          ├──── Update, or the same identifier sent again ───▶ Superseded
 *          ├──── Cancel ──────────────────────────────────────▶ Cancelled
 *          └──── Error of the sender itself ──────────────────▶ Rejected
 * </pre>
 *
 * <p>What CAP 1.2 leaves open is decided so:
 *
 * <ul>
 *   <li>A message is the triple sender, identifier and sent (§3.2.1); the time counts as an
 *       instant, whatever its zone form. The same triple with another content is kept beside the
 *       first and both are marked contested.
 *   <li><b>Who may end a message</b>: only its own sender, through a source that also brought the
 *       message, unless an {@link org.tocsin.cap.life.Authority} says otherwise. A sender is a
 *       claim that anybody can write; without this rule any feed could cancel the alerts of all
 *       others. What is not followed is reported with its ground, never dropped unseen.
 *   <li>A message acts only on messages of its own status: a Test or an Exercise ends nothing
 *       Actual.
 *   <li>A message acts only on messages sent no later than itself.
 *   <li>An Error of the sender itself takes a message back: it has no effect, and what it had ended
 *       is in force again. An Error or Ack of another is a reply, shown beside the message.
 *   <li>A Cancel cannot be cancelled. A Cancel of an Update does not bring back what it superseded.
 *   <li>The effect of an Update begins when it is sent, also when its infos take effect later.
 *   <li>A message acts on those it names and no others. What it leaves standing that it might have
 *       been meant to replace is shown with it ({@code besides}).
 * </ul>
 */
@NullMarked
package org.tocsin.cap.life;

import org.jspecify.annotations.NullMarked;
