// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

/** Something that signs notes: a key in memory ({@link NoteKey}), later one in hardware. */
public interface NoteSigner {

  /** The public side: name, key id and key. */
  NoteVerifier verifier();

  /** The signature of the note's text (UTF-8, with its last newline), without the key id. */
  byte[] sign(byte[] text);

  /** The public text form, to be published. */
  default String vkey() {
    return verifier().vkey();
  }

  /** The key's name; for a record's key it is the record's origin. */
  default String name() {
    return verifier().name();
  }
}
