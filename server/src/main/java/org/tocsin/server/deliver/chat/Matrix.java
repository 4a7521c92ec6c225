// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.chat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tocsin.server.deliver.HostTokens;
import org.tocsin.server.deliver.Note;
import org.tocsin.server.deliver.Outcome;
import org.tocsin.server.deliver.Parcel;
import org.tocsin.server.deliver.Posts;
import org.tocsin.server.deliver.WebAddress;
import org.tocsin.server.kernel.http.Outbound;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Matrix by the client-server API, as a user of ours who is in the room. The parcel's id is the
 * transaction's: a home server that has taken it once takes it no second time, as long as it
 * remembers.
 *
 * <p>An address is the home server and the room's internal id: {@code
 * https://matrix.example.org/!room:example.org}. The empty {@code m.mentions} says that the message
 * mentions nobody, whatever its text looks like.
 */
final class Matrix implements ChatService {

  /** An event has at most 65,536 bytes, of which the home server needs some. */
  static final int CONTENT_BYTES_MAX = 60_000;

  private static final int TITLE_MAX = 1_000;

  private static final Pattern ROOM = Pattern.compile("/![^/\\s\\p{Cntrl}]{1,254}");
  private static final Duration WAIT_MOST = Duration.ofHours(1);

  private final JsonMapper json;
  private final HostTokens tokens;

  Matrix(JsonMapper json, HostTokens tokens) {
    this.json = json;
    this.tokens = tokens;
  }

  @Override
  public String kind() {
    return "matrix";
  }

  @Override
  public Optional<String> fault(String address) {
    Optional<String> fault = WebAddress.fault(address);
    if (fault.isPresent()) {
      return fault;
    }
    URI uri = URI.create(address);
    boolean room =
        uri.getRawQuery() == null
            && uri.getRawFragment() == null
            && ROOM.matcher(uri.getPath()).matches();
    return room
        ? Optional.empty()
        : Optional.of(
            "is no room of Matrix; write it as https://home.server/!id:server, with the internal"
                + " id from the room's settings and not its name");
  }

  @Override
  public Optional<String> missing() {
    return tokens.isEmpty()
        ? Optional.of("no access token of a home server is set (tocsin.chat.matrix-tokens)")
        : Optional.empty();
  }

  @Override
  public Outcome hand(Parcel parcel, Outbound outbound) throws IOException {
    URI address = URI.create(parcel.address());
    Optional<String> token = tokens.of(address);
    if (token.isEmpty()) {
      return Outcome.later(
          "no access token is set for this home server (tocsin.chat.matrix-tokens)", false);
    }
    Map<String, String> headers = Posts.headers(parcel);
    headers.put("Authorization", "Bearer " + token.get());
    return outcome(
        outbound.send(
            new Outbound.Call(
                "PUT",
                event(address, parcel.id()),
                headers,
                content(json, Note.of(parcel)),
                Posts.ANSWER_BYTES_MAX)));
  }

  private static URI event(URI address, String transaction) {
    return address.resolve(
        "/_matrix/client/v3/rooms/%s/send/m.room.message/%s"
            .formatted(encoded(address.getPath().substring(1)), encoded(transaction)));
  }

  private static String encoded(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }

  Outcome outcome(Outbound.Answer answer) {
    int status = answer.status();
    JsonNode said = said(answer.body());
    if (status >= 200 && status < 300) {
      return said.path("event_id").asString("").isEmpty()
          ? Outcome.later("the home server said %d, but no event".formatted(status), true)
          : new Outcome.Told();
    }
    return switch (status) {
      case 401 -> new Outcome.Failed("the home server said 401: it does not know our token");
      case 403 -> new Outcome.Failed("the home server said 403: we may not write into the room");
      case 429 -> limited(said, answer);
      default ->
          Posts.forGood(status)
              ? new Outcome.Failed("the home server said " + status)
              : Posts.deferred("the home server said " + status, answer);
    };
  }

  /** Home servers before Matrix 1.10 say how long to wait in the body only. */
  private static Outcome limited(JsonNode said, Outbound.Answer answer) {
    String reason = "the home server said 429: too many for now";
    long millis = said.path("retry_after_ms").asLong(0);
    return answer.header("retry-after").isPresent() || millis <= 0
        ? Posts.deferred(reason, answer)
        : new Outcome.Deferred(
            reason, false, Duration.ofMillis(Math.min(millis, WAIT_MOST.toMillis())));
  }

  private JsonNode said(byte[] body) {
    try {
      return json.readTree(body);
    } catch (JacksonException e) {
      return json.createObjectNode();
    }
  }

  static byte[] content(JsonMapper json, Note whole) {
    Note fitted =
        whole
            .titled(TITLE_MAX, String::length)
            .fitted(CONTENT_BYTES_MAX, note -> json.writeValueAsBytes(map(note)).length);
    return json.writeValueAsBytes(map(fitted));
  }

  private static Map<String, Object> map(Note note) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("msgtype", "m.text");
    content.put("body", Words.quiet(note.title() + "\n\n" + note.plain()));
    content.put("format", "org.matrix.custom.html");
    content.put("formatted_body", html(note));
    content.put("m.mentions", Map.of());
    return content;
  }

  private static String html(Note note) {
    StringBuilder out = new StringBuilder(2_000);
    out.append("<h4>").append(escaped(note.title())).append("</h4>");
    for (Note.Part part : note.parts()) {
      out.append("<p>");
      if (!part.heading().isEmpty()) {
        out.append("<strong>").append(escaped(part.heading())).append("</strong> ");
      }
      out.append(escaped(part.text()).replace("\n", "<br>")).append("</p>");
    }
    String link = Words.entities(note.link().toString()).replace("\"", "&quot;");
    out.append("<p><strong>").append(escaped(note.answerHere())).append("</strong><br><a href=\"");
    return out.append(link).append("\">").append(link).append("</a></p>").toString();
  }

  private static String escaped(String text) {
    return Words.entities(Words.quiet(text)).replace("\"", "&quot;");
  }
}
