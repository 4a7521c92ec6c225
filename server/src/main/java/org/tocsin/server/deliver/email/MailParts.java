// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.email;

import org.jspecify.annotations.Nullable;
import org.tocsin.server.deliver.ReturnTokens;

/**
 * What mails bear beside the warning.
 *
 * @param returns where bounces and replies go
 * @param tokens what tells them from one another
 * @param unsubscribing links by which mails are refused, null for none
 * @param dkim who signs for the domain, null for nobody
 * @param smime who signs for the sender, null for nobody
 */
record MailParts(
    ReturnSettings returns,
    @Nullable ReturnTokens tokens,
    @Nullable Unsubscribing unsubscribing,
    @Nullable Dkim dkim,
    @Nullable Smime smime) {

  /** Without S/MIME. */
  MailParts(
      ReturnSettings returns,
      @Nullable ReturnTokens tokens,
      @Nullable Unsubscribing unsubscribing,
      @Nullable Dkim dkim) {
    this(returns, tokens, unsubscribing, dkim, null);
  }
}
