// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tocsin.server.deliver.DkimKey;

/**
 * Makes a key for signing mails where there is none, and prints the DNS record that goes with it.
 */
final class DkimCommand implements Command {

  static final String FORM = "dkim [--rsa] [--selector NAME] DOMAIN FILE";

  private static final String NAME = "[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?";

  /** RFC 1035 §3.3: a text of DNS is in pieces of at most 255 octets. */
  private static final int PIECE = 255;

  @Override
  public int run(List<String> arguments, Streams streams) throws IOException {
    List<String> rest = new ArrayList<>(arguments);
    boolean rsa = rest.remove("--rsa");
    String selector = "tocsin";
    int at = rest.indexOf("--selector");
    if (at >= 0 && at + 1 < rest.size()) {
      selector = rest.get(at + 1);
      rest.subList(at, at + 2).clear();
    }
    if (rest.size() != 2 || rest.stream().anyMatch(each -> each.startsWith("--"))) {
      throw new UsageException("say a domain and a file: tocsin " + FORM);
    }
    String domain = rest.get(0);
    if (!domain.matches(NAME) || !selector.matches(NAME)) {
      throw new UsageException(
          "\"%s\" and \"%s\" must be names like example.org and tocsin"
              .formatted(domain, selector));
    }
    Path file = Path.of(rest.get(1));
    DkimKey key;
    if (Files.exists(file)) {
      key = DkimKey.read(file);
    } else {
      key = DkimKey.make(file, rsa);
      streams.err().println("A new key stands in " + file + "; nobody else may read it.");
    }
    streams.out().println(selector + "._domainkey." + domain + ". IN TXT " + quoted(key.dnsText()));
    return Exit.WELL;
  }

  private static String quoted(String text) {
    List<String> pieces = new ArrayList<>();
    for (int from = 0; from < text.length(); from += PIECE) {
      pieces.add('"' + text.substring(from, Math.min(text.length(), from + PIECE)) + '"');
    }
    return String.join(" ", pieces);
  }
}
