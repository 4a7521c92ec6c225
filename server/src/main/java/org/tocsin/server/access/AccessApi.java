// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.access;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.tocsin.server.access.Tokens.Made;
import org.tocsin.server.access.Tokens.Token;

/** Set-up, tokens and oneself over HTTP. */
@RestController
@RequestMapping("/api/v1")
class AccessApi {

  private final Setup setup;
  private final SignIn signIn;
  private final Tokens tokens;
  private final CurrentOfficer current;

  AccessApi(Setup setup, SignIn signIn, Tokens tokens, CurrentOfficer current) {
    this.setup = setup;
    this.signIn = signIn;
    this.tokens = tokens;
    this.current = current;
  }

  /** What a script sends to create the first two. */
  record SetupRequest(@Nullable String code, @Nullable List<Setup.First> officers) {}

  /** Who somebody is and what they may do. */
  record OfficerJson(String id, String name, String email, List<String> roles) {
    static OfficerJson of(Officer officer) {
      return new OfficerJson(
          officer.id().value(), officer.name(), officer.email(), People.words(officer.roles()));
    }
  }

  record SetupAnswer(List<OfficerJson> officers) {}

  record TokenRequest(
      @Nullable String email,
      @Nullable String password,
      @Nullable String name,
      @Nullable Integer expiresInHours) {}

  /** The one answer that shows the secret. */
  record MadeJson(String id, String token, String name, Instant expiresAt) {
    static MadeJson of(Made made) {
      return new MadeJson(
          made.token().id().value(),
          made.secret().text(),
          made.token().name(),
          made.token().expiresAt());
    }
  }

  record TokenJson(
      String id,
      String officer,
      String name,
      Instant createdAt,
      Instant expiresAt,
      @Nullable Instant usedAt,
      @Nullable Instant revokedAt) {
    static TokenJson of(Token token) {
      return new TokenJson(
          token.id().value(),
          token.officer().value(),
          token.name(),
          token.createdAt(),
          token.expiresAt(),
          token.usedAt(),
          token.revokedAt());
    }
  }

  record TokenList(List<TokenJson> tokens) {}

  @PostMapping("/setup")
  ResponseEntity<SetupAnswer> setup(HttpServletRequest request, @RequestBody SetupRequest body) {
    List<Setup.First> firsts = body.officers() == null ? List.of() : body.officers();
    List<Officer> made = setup.create(request, body.code(), firsts);
    return ResponseEntity.status(HttpStatus.CREATED)
        .body(new SetupAnswer(made.stream().map(OfficerJson::of).toList()));
  }

  @PostMapping("/tokens")
  ResponseEntity<MadeJson> make(HttpServletRequest request, @RequestBody TokenRequest body) {
    if (!setup.done()) {
      throw AccessProblem.SETUP_FIRST.because("nobody has access yet");
    }
    Officer officer = signIn.check(request, body.email(), body.password());
    Made made = tokens.make(officer, body.name(), body.expiresInHours());
    return ResponseEntity.status(HttpStatus.CREATED).body(MadeJson.of(made));
  }

  @GetMapping("/tokens")
  @Requires
  TokenList list() {
    return new TokenList(tokens.list(current.get()).stream().map(TokenJson::of).toList());
  }

  @DeleteMapping("/tokens/{id}")
  @Requires
  ResponseEntity<Void> revoke(@PathVariable String id) {
    tokens.revoke(current.get(), new TokenId(id));
    return ResponseEntity.noContent().build();
  }

  @GetMapping("/me")
  @Requires
  OfficerJson me() {
    return OfficerJson.of(current.get());
  }
}
