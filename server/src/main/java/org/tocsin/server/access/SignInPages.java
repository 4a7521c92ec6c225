// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.web.Page;

/** The pages before the desk: sign-in, the first set-up, setting a password by link. */
@Controller
class SignInPages {

  private final SignIn signIn;
  private final SessionStore sessions;
  private final Setup setup;
  private final People people;
  private final CurrentOfficer current;
  private final CookieCsrfTokenRepository formTokens;
  private final Page page;
  private final SecureRandom random = new SecureRandom();

  SignInPages(
      SignIn signIn,
      SessionStore sessions,
      Setup setup,
      People people,
      CurrentOfficer current,
      CookieCsrfTokenRepository formTokens,
      Page page) {
    this.signIn = signIn;
    this.sessions = sessions;
    this.setup = setup;
    this.people = people;
    this.current = current;
    this.formTokens = formTokens;
    this.page = page;
  }

  @GetMapping("/login")
  ResponseEntity<String> login(@RequestParam(defaultValue = "/desk") String next) {
    if (!setup.done()) {
      return to("/setup");
    }
    return current.find().isPresent() ? to(local(next)) : loginPage(200, "", next, null);
  }

  @PostMapping("/login")
  ResponseEntity<String> signIn(
      HttpServletRequest request,
      HttpServletResponse response,
      @RequestParam(defaultValue = "") String email,
      @RequestParam(defaultValue = "") String password,
      @RequestParam(defaultValue = "/desk") String next) {
    Officer officer;
    try {
      officer = signIn.check(request, email, password);
    } catch (Problem refused) {
      return loginPage(refused.type().status(), email, next, refused);
    }
    SessionCookie.find(request).ifPresent(sessions::end);
    Secret secret = Secret.next(random, "");
    sessions.begin(secret, officer.id());
    SessionCookie.set(request, response, secret);
    formTokens.saveToken(null, request, response); // A new person, a new proof.
    return to(local(next));
  }

  @PostMapping("/logout")
  ResponseEntity<String> signOut(HttpServletRequest request, HttpServletResponse response) {
    SessionCookie.find(request).ifPresent(sessions::end);
    SessionCookie.clear(request, response);
    formTokens.saveToken(null, request, response);
    return to("/login");
  }

  @GetMapping("/setup")
  ResponseEntity<String> setup() {
    return setup.done() ? to("/login") : setupPage(200, Map.of(), null);
  }

  @PostMapping("/setup")
  ResponseEntity<String> create(
      HttpServletRequest request, @RequestParam Map<String, String> form) {
    try {
      setup.create(request, form.get("code"), List.of(first(form, 0), first(form, 1)));
      return to("/login");
    } catch (Problem refused) {
      return setup.done() ? to("/login") : setupPage(refused.type().status(), form, refused);
    }
  }

  @GetMapping("/password/{secret}")
  ResponseEntity<String> password(@PathVariable String secret) {
    return passwordPage(200, new Secret(secret), null);
  }

  @PostMapping("/password/{secret}")
  ResponseEntity<String> setPassword(
      @PathVariable String secret, @RequestParam(defaultValue = "") String password) {
    try {
      people.setPassword(new Secret(secret), password);
      return to("/login");
    } catch (Problem refused) {
      if (refused.type() != AccessProblem.BAD_FIELDS) {
        throw refused;
      }
      return passwordPage(422, new Secret(secret), refused);
    }
  }

  private ResponseEntity<String> loginPage(
      int status, String email, String next, @Nullable Problem refused) {
    return page.of(
        status,
        "access/login.jte",
        "Sign in",
        RequestFrames.SIGN_IN,
        with(Map.of("email", email, "next", local(next)), refused));
  }

  private ResponseEntity<String> setupPage(
      int status, Map<String, String> form, @Nullable Problem refused) {
    return page.of(
        status,
        "access/setup.jte",
        "Set up",
        RequestFrames.SIGN_IN,
        with(Map.of("form", form), refused));
  }

  private ResponseEntity<String> passwordPage(
      int status, Secret secret, @Nullable Problem refused) {
    Officer officer = people.ofLink(secret).officer();
    return page.of(
        status,
        "access/password.jte",
        "Set your password",
        RequestFrames.SIGN_IN,
        with(Map.of("officer", officer, "secret", secret.text()), refused));
  }

  private static Map<String, Object> with(
      Map<String, Object> parameters, @Nullable Problem refused) {
    Map<String, Object> all = new java.util.HashMap<>(parameters);
    if (refused != null) {
      all.put("refused", refused);
    }
    return all;
  }

  private static Setup.First first(Map<String, String> form, int number) {
    return new Setup.First(
        form.get("name" + number), form.get("email" + number), form.get("password" + number));
  }

  /**
   * An address of this server only, so that a link cannot lead a person elsewhere after sign-in.
   */
  static String local(String next) {
    boolean ours =
        next.startsWith("/")
            && !next.startsWith("//")
            && next.indexOf('\\') < 0
            && next.chars().noneMatch(Character::isISOControl);
    return ours ? next : "/desk";
  }

  private static ResponseEntity<String> to(String path) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER).header(HttpHeaders.LOCATION, path).build();
  }
}
