// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.sms;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A provider that is spoken to by HTTP, whatever its form: what is sent is a template, in which
 * {@code {to}}, {@code {from}}, {@code {text}}, {@code {id}} and {@code {report}} (where reports
 * are to be sent) are replaced, each written as the place asks for.
 *
 * @param url where messages are posted; with names in its query, if it takes them there
 * @param method {@code POST}, or {@code GET} when all is in the address
 * @param contentType of the body: a form or JSON
 * @param body the template of the body; empty with GET
 * @param user for signing in by name and password (RFC 7617); empty for none
 * @param password its password
 * @param token for signing in by a bearer token (RFC 6750); empty for none
 * @param taken what the answer's body must hold before a message counts as taken; empty when a
 *     status of 2xx is enough
 * @param id where the answer's body has the provider's id of the message, as the first group of a
 *     pattern; empty when it tells none: reports are matched then by ours, if the message names
 *     {@code {id}}, else not at all
 * @param perSecond messages a second on this node, 0 (the default) for as many as go
 * @param check an address that is read to see whether the provider is well; empty for none
 * @param secret the end of the address at which the provider's reports and replies are taken, at
 *     least 20 letters or digits; empty when there are none
 * @param reportId the field of a report that holds the id
 * @param reportState the field of a report that holds the state
 * @param delivered the states that mean arrived
 * @param failed the states that mean that it never will
 * @param replyFrom the field of a reply that holds who sent it
 * @param replyText the field of a reply that holds the words
 */
record HttpSmsSettings(
    String url,
    @DefaultValue("POST") String method,
    @DefaultValue("application/x-www-form-urlencoded") String contentType,
    @DefaultValue("") String body,
    @DefaultValue("") String user,
    @DefaultValue("") String password,
    @DefaultValue("") String token,
    @DefaultValue("") String taken,
    @DefaultValue("") String id,
    @DefaultValue("0") int perSecond,
    @Nullable URI check,
    @DefaultValue("") String secret,
    @DefaultValue("") String reportId,
    @DefaultValue("") String reportState,
    @DefaultValue("") List<String> delivered,
    @DefaultValue("") List<String> failed,
    @DefaultValue("") String replyFrom,
    @DefaultValue("") String replyText) {

  private static final int SECRET_LEAST = 20;

  HttpSmsSettings {
    if (!url.matches("https?://[A-Za-z0-9.\\[\\]:-]+(/[^{}?\\s]*)?(\\?\\S*)?")) {
      throw new IllegalArgumentException(
          "an SMS provider's url must be like https://sms.example.org/send?to={to}, with names in its query only");
    }
    if (!method.equals("POST") && !method.equals("GET")) {
      throw new IllegalArgumentException(
          "an SMS provider's method is '%s'; it must be POST or GET".formatted(method));
    }
    String everything = body + ' ' + url;
    if ((method.equals("POST") && body.isEmpty())
        || !names(everything, "to")
        || !names(everything, "text")) {
      throw new IllegalArgumentException(
          "an SMS provider's body (or, with GET, the query of its url) must name {to} and {text}");
    }
    if (!contentType.equals("application/x-www-form-urlencoded")
        && !contentType.equals("application/json")) {
      throw new IllegalArgumentException(
          "an SMS provider's content-type is '%s'; it must be application/x-www-form-urlencoded or application/json"
              .formatted(contentType));
    }
    if (!secret.isEmpty() && !secret.matches("[A-Za-z0-9_-]{" + SECRET_LEAST + ",100}")) {
      throw new IllegalArgumentException(
          "an SMS provider's secret must be %d to 100 letters and digits".formatted(SECRET_LEAST));
    }
    SmsSettings.range("per-second", perSecond, 0, 100_000);
    pattern("taken", taken);
    pattern("id", id);
    delivered = List.copyOf(delivered);
    failed = List.copyOf(failed);
  }

  private static boolean names(String template, String name) {
    return template.contains("{" + name + "}");
  }

  /** Whether reports bear our own id, which went along with the message. */
  boolean reportsOwnId() {
    return id.isEmpty() && !reportId.isEmpty() && names(body + ' ' + url, "id");
  }

  private static void pattern(String name, String text) {
    try {
      Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "an SMS provider's %s is no pattern: %s".formatted(name, e.getDescription()), e);
    }
  }

  @Override
  public String toString() {
    return "HttpSmsSettings[" + method + "]";
  }
}
