// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.web;

/** Makes the frame around a page for the request that is being answered. Thread-safe. */
public interface PageFrames {

  /**
   * The frame with who is signed in, what they may do, the hidden field of forms and, in an
   * exercise, its time.
   *
   * @param title what the page is about
   * @param section the part of the console to mark as open, see {@link PageFrame#section()}
   */
  PageFrame frame(String title, String section);
}
