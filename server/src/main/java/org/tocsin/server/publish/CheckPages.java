// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.publish;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.tocsin.cap.Alert;
import org.tocsin.cap.CapChecker;
import org.tocsin.cap.CapProfile;
import org.tocsin.cap.CapReader;
import org.tocsin.cap.CheckResult;
import org.tocsin.cap.ReadLimits;
import org.tocsin.cap.Reading;
import org.tocsin.cap.profile.Profiles;
import org.tocsin.server.kernel.Problem;

/**
 * The checker that anybody may use: a CAP message or a feed, pasted or uploaded, with every problem
 * beside its line and the areas on a map. Nothing is kept, and nothing is fetched. A few checks run
 * at a time; more are refused (T6504).
 */
@Controller
class CheckPages {

  /** As large as a message or feed may be here; more can be checked on the command line. */
  static final int BYTES_MAX = 4 << 20;

  private static final ReadLimits LIMITS =
      new ReadLimits(BYTES_MAX, 64, 200_000, 64, 1 << 20, 500_000, 200);

  private static final int AT_A_TIME = 2;

  private final PublicShell shell;
  private final AlertMap maps;

  /** Whether a message has expired is a question of today, also at an exercise. */
  private final InstantSource clock = InstantSource.system();

  private final Semaphore room = new Semaphore(AT_A_TIME);

  CheckPages(PublicShell shell, AlertMap maps) {
    this.shell = shell;
    this.maps = maps;
  }

  @GetMapping("/check")
  ResponseEntity<byte[]> form() {
    return shell.page("publish/check.jte", "Check a CAP message", parameters("", List.of()));
  }

  @PostMapping("/check")
  ResponseEntity<byte[]> check(
      @RequestParam(defaultValue = "") String message,
      @RequestParam(name = "file", required = false) @Nullable MultipartFile file,
      @RequestParam(defaultValue = "") List<String> profile)
      throws IOException {
    boolean uploaded = file != null && !file.isEmpty();
    byte[] bytes =
        uploaded && file != null ? file.getBytes() : message.getBytes(StandardCharsets.UTF_8);
    Map<String, Object> parameters = parameters(uploaded ? "" : message, profile);
    if (bytes.length == 0 || (!uploaded && message.isBlank())) {
      Problem nothing = PublishProblem.NOTHING_TO_CHECK.because("neither text nor file came");
      parameters.put("refused", nothing);
      return answer(nothing.type().status(), parameters);
    }
    Checked checked = checked(bytes, profiles(profile));
    parameters.put("checked", checked);
    if (!checked.areas().isEmpty()) {
      parameters.put("map", maps.of(checked.areas()));
    }
    return answer(200, parameters);
  }

  private ResponseEntity<byte[]> answer(int status, Map<String, Object> parameters) {
    return shell.unkept(status, "publish/check.jte", "Check a CAP message", parameters);
  }

  private static Map<String, Object> parameters(String message, List<String> chosen) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("profiles", Profiles.all());
    parameters.put("chosen", chosen);
    parameters.put("message", message);
    return parameters;
  }

  /** Without a choice a message is held to the profiles that it claims. */
  private static List<CapProfile> profiles(List<String> chosen) {
    List<CapProfile> found = chosen.stream().map(Profiles::find).flatMap(Optional::stream).toList();
    return found.isEmpty() ? List.of(Profiles.claimed()) : found;
  }

  private Checked checked(byte[] bytes, List<CapProfile> profiles) {
    if (!room.tryAcquire()) {
      throw PublishProblem.CHECKS_BUSY.because("%d are under way".formatted(AT_A_TIME));
    }
    try {
      List<CheckResult> results = CapChecker.checkAll(bytes, clock.instant(), LIMITS, profiles);
      List<Optional<Alert>> alerts =
          CapReader.readAll(bytes, LIMITS).stream().map(Reading::alert).toList();
      return Checked.of(CapReader.text(bytes), results, alerts);
    } finally {
      room.release();
    }
  }
}
