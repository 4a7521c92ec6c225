// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.frame;

import java.io.IOException;
import java.util.List;

/** A contender that is ready and works when told. */
interface Runner {
  /** Units of work a pass. */
  long units();

  /** Bytes of input a pass, or 0. */
  long bytes();

  /** Works that many passes and measures. */
  Slice run(long passes) throws IOException;

  /** See {@link Contender#answers()}. */
  List<String> answers() throws IOException;
}
