// SPDX-License-Identifier: Apache-2.0
package org.tocsin.sim;

/** How an answer breaks on its way, although what was sent has been taken. */
public enum Tear {
  /** It arrives whole. */
  NONE,
  /** It arrives twice. */
  TWICE,
  /** Half of its beginning arrives, and then nothing for a while, and then the end of it all. */
  STALL,
  /** The other side closes its sending side before it has said anything. */
  NOTHING,
  /** The other side closes its sending side in the middle of the beginning: of the headers. */
  HALF,
  /** The other side closes its sending side where a body should follow. */
  NO_BODY,
  /** The other side closes its sending side in the middle of the body. */
  HALF_BODY
}
