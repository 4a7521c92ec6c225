// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.taxii;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tocsin.server.collect.CollectProblem;
import org.tocsin.server.collect.Minutes;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.Problem.Fault;

/**
 * A collection as somebody asks for it.
 *
 * @param url https, without a password in it, at most 2,000 characters; http only without a user or
 *     on this machine
 * @param name 1 to 200 characters
 * @param user at most 200 characters; empty for none
 * @param password at most 500 characters
 * @param minutes between two polls, as typed: 1 to 10,080
 * @param marking a label of TLP 2.0 for what bears none
 */
public record TaxiiDraft(
    String url, String name, String user, String password, String minutes, String marking) {

  static final TaxiiDraft BLANK = new TaxiiDraft("", "", "", "", "15", "TLP:AMBER");
  private static final long MINUTES_MAX = 10_080;

  /** What the draft says once nothing is wrong with it; the address ends in a slash. */
  record Checked(URI address, Duration interval) {}

  /** Refuses with every fault at once, T1024. */
  Checked check() {
    List<Fault> faults = new ArrayList<>();
    URI address = address(faults);
    if (name.isBlank() || name.length() > 200) {
      faults.add(
          new Fault(
              "name",
              Problem.shorten(name),
              "has %d characters".formatted(name.strip().length()),
              "write 1 to 200"));
    }
    if (user.length() > 200 || password.length() > 500 || user.indexOf(':') >= 0) {
      faults.add(
          new Fault(
              "user",
              "",
              "or password is too long, or the user has a colon",
              "write at most 200 and 500 characters"));
    }
    Duration interval = Minutes.read(faults, "minutes", minutes, MINUTES_MAX);
    if (!faults.isEmpty()) {
      throw new Problem(
          CollectProblem.BAD_TAXII,
          faults.stream().map(fault -> fault.where() + " " + fault.message()).toList().toString(),
          faults);
    }
    return new Checked(address, interval);
  }

  private URI address(List<Fault> faults) {
    String remedy = "write the https address of a collection: …/collections/ID/";
    try {
      String text = url.strip().endsWith("/") ? url.strip() : url.strip() + "/";
      URI address = new URI(text);
      String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
      boolean here = "127.0.0.1".equals(address.getHost()) || "localhost".equals(address.getHost());
      boolean encrypted = scheme.equals("https");
      if (text.length() > 2_000
          || !(encrypted || scheme.equals("http"))
          || address.getHost() == null
          || address.getUserInfo() != null
          || address.getQuery() != null
          || address.getFragment() != null) {
        faults.add(
            new Fault("url", Problem.shorten(url), "is no address that can be polled", remedy));
      } else if (!encrypted && !here && !user.isEmpty()) {
        faults.add(
            new Fault("url", Problem.shorten(url), "would send the password unencrypted", remedy));
      }
      return address;
    } catch (URISyntaxException e) {
      faults.add(new Fault("url", Problem.shorten(url), "is no address", remedy));
      return URI.create("about:blank");
    }
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "TaxiiDraft[name=%s]".formatted(name);
  }
}
