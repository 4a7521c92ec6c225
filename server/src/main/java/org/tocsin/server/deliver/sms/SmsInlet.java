// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.sms;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.tocsin.server.deliver.DeliveryReports;
import org.tocsin.server.deliver.PhoneNumber;
import org.tocsin.server.deliver.ReportedState;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where providers that are spoken to by HTTP bring reports and replies: fields of a form or of an
 * address, or JSON. Who knows the secret in the address is the provider; nothing else is believed
 * of it than which message it speaks of. A report is confirmed when it is durable.
 */
@RestController
class SmsInlet {

  private static final Logger log = LoggerFactory.getLogger(SmsInlet.class);
  static final int BODY_MAX = 64 * 1024;
  private static final int TOGETHER_MAX = 1_000;

  /** What can be the id of a message that was kept. */
  private static final Pattern ID = Pattern.compile("[!-~]{1,200}");

  private final SmsProviders providers;
  private final DeliveryReports reports;
  private final JsonMapper json;

  SmsInlet(SmsProviders providers, DeliveryReports reports, JsonMapper json) {
    this.providers = providers;
    this.reports = reports;
    this.json = json;
  }

  @RequestMapping(
      path = "/in/sms/{provider}/{secret}",
      method = {RequestMethod.GET, RequestMethod.POST})
  ResponseEntity<String> take(
      @PathVariable String provider,
      @PathVariable String secret,
      @RequestParam MultiValueMap<String, String> form,
      HttpHeaders headers,
      @RequestBody(required = false) byte @Nullable [] body) {
    HttpSmsProvider known =
        providers
            .byHttp(provider)
            .filter(each -> isSecret(each.settings().secret(), secret))
            .orElseThrow(
                () -> SmsProblem.NO_INLET.because("no provider of short messages is known here"));
    MediaType type = headers.getContentType();
    boolean isJson = type != null && type.getSubtype().endsWith("json");
    Function<String, List<String>> fields = isJson ? jsonFields(body) : name -> of(form, name);
    int taken = reports(known, fields) + replies(known.settings(), fields);
    if (taken == 0) {
      throw SmsProblem.NOTHING_IN_IT.because(
          "the request has neither a report nor a reply with the fields that are set for %s"
              .formatted(provider));
    }
    return ResponseEntity.ok("taken\n");
  }

  private static boolean isSecret(String known, String given) {
    return !known.isEmpty()
        && MessageDigest.isEqual(
            known.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  private int reports(HttpSmsProvider provider, Function<String, List<String>> fields) {
    HttpSmsSettings settings = provider.settings();
    if (settings.reportId().isEmpty() || settings.reportState().isEmpty()) {
      return 0;
    }
    List<String> ids = fields.apply(settings.reportId());
    List<String> states = fields.apply(settings.reportState());
    if (ids.size() != states.size()) {
      return 0;
    }
    for (int i = 0; i < ids.size(); i++) {
      String id = ids.get(i);
      if (ID.matcher(id).matches()) {
        state(settings, states.get(i))
            .ifPresent(state -> reports.reported(SmsChannel.KIND, provider.name(), id, state));
      }
    }
    return ids.size();
  }

  /** A state that is neither is on the way. */
  private static Optional<ReportedState> state(HttpSmsSettings settings, String word) {
    return settings.delivered().contains(word)
        ? Optional.of(ReportedState.DELIVERED)
        : settings.failed().contains(word) ? Optional.of(ReportedState.FAILED) : Optional.empty();
  }

  private int replies(HttpSmsSettings settings, Function<String, List<String>> fields) {
    if (settings.replyFrom().isEmpty() || settings.replyText().isEmpty()) {
      return 0;
    }
    List<String> senders = fields.apply(settings.replyFrom());
    List<String> texts = fields.apply(settings.replyText());
    if (senders.size() != texts.size()) {
      return 0;
    }
    for (int i = 0; i < senders.size(); i++) {
      String sender = senders.get(i).strip();
      Optional<String> number = PhoneNumber.read(sender.startsWith("+") ? sender : "+" + sender);
      if (number.isEmpty() || !reports.replied(SmsChannel.KIND, number.get(), texts.get(i))) {
        log.info("a message came from a number that was told nothing; it is passed over");
      }
    }
    return senders.size();
  }

  private static List<String> of(MultiValueMap<String, String> form, String name) {
    List<String> values = form.get(name);
    return values == null || values.size() > TOGETHER_MAX ? List.of() : values;
  }

  private Function<String, List<String>> jsonFields(byte @Nullable [] body) {
    if (body == null || body.length > BODY_MAX) {
      throw SmsProblem.NOTHING_IN_IT.because(
          "the body is empty or longer than %,d bytes".formatted(BODY_MAX));
    }
    JsonNode root;
    try {
      root = json.readTree(body);
    } catch (JacksonException e) {
      throw SmsProblem.NOTHING_IN_IT.because(
          "the body is no JSON: line %d, column %d"
              .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
    }
    return name -> {
      List<String> found = new ArrayList<>();
      collect(root, name.startsWith("/") ? name.substring(1) : name, found);
      return found;
    };
  }

  /** Goes down a path of names with slashes between; an asterisk stands for every element. */
  private static void collect(JsonNode node, String path, List<String> found) {
    if (found.size() >= TOGETHER_MAX) {
      return;
    }
    if (path.isEmpty()) {
      if (node.isValueNode() && !node.isNull()) {
        found.add(node.asString());
      }
      return;
    }
    int slash = path.indexOf('/');
    String name = slash < 0 ? path : path.substring(0, slash);
    String rest = slash < 0 ? "" : path.substring(slash + 1);
    if (name.equals("*")) {
      node.forEach(each -> collect(each, rest, found));
    } else {
      collect(node.isArray() ? node.path(index(name)) : node.path(name), rest, found);
    }
  }

  private static int index(String name) {
    return name.matches("[0-9]{1,4}") ? Integer.parseInt(name) : -1;
  }
}
