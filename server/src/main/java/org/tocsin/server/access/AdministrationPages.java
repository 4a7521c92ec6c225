// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.access;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.tocsin.server.access.PeopleStore.Person;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.web.Page;

/** Administration: people and their roles, for administrators; tokens, for everybody their own. */
@Controller
@RequestMapping("/desk/administration")
@Requires(Role.ADMIN)
class AdministrationPages {

  private static final String SECTION = "administration";

  private final People people;
  private final Tokens tokens;
  private final WallClock wall;
  private final CurrentOfficer current;
  private final Page page;

  AdministrationPages(
      People people, Tokens tokens, WallClock wall, CurrentOfficer current, Page page) {
    this.people = people;
    this.tokens = tokens;
    this.wall = wall;
    this.current = current;
    this.page = page;
  }

  @GetMapping
  @Requires
  ResponseEntity<String> start() {
    return to(current.get().may(Role.ADMIN) ? "/people" : "/tokens");
  }

  @GetMapping("/people")
  ResponseEntity<String> people() {
    return peoplePage(200, Map.of());
  }

  @PostMapping("/people")
  ResponseEntity<String> add(
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String email,
      @RequestParam(defaultValue = "") List<String> roles) {
    OfficerId me = current.get().id();
    try {
      Officer added = people.add(me, new People.Draft(name, email, roles(roles)), null);
      return linkShown(added, people.link(me, added.id()));
    } catch (Problem refused) {
      return peoplePage(
          refused.type().status(),
          Map.of("refused", refused, "name", name, "email", email, "chosen", roles(roles)));
    }
  }

  @PostMapping("/people/{id}/roles")
  ResponseEntity<String> roles(
      @PathVariable String id, @RequestParam(defaultValue = "") List<String> roles) {
    return tried(id, () -> people.changeRoles(current.get().id(), new OfficerId(id), roles(roles)));
  }

  @PostMapping("/people/{id}/disable")
  ResponseEntity<String> disable(@PathVariable String id) {
    return tried(id, () -> people.disable(current.get().id(), new OfficerId(id)));
  }

  /** Does something to somebody; a refusal stands with them on the page. */
  private ResponseEntity<String> tried(String id, Runnable act) {
    try {
      act.run();
      return to("/people");
    } catch (Problem refused) {
      if (refused.type() == AccessProblem.NOBODY) {
        throw refused;
      }
      return peoplePage(refused.type().status(), Map.of("refused", refused, "of", id));
    }
  }

  @PostMapping("/people/{id}/enable")
  ResponseEntity<String> enable(@PathVariable String id) {
    people.enable(current.get().id(), new OfficerId(id));
    return to("/people");
  }

  @PostMapping("/people/{id}/link")
  ResponseEntity<String> link(@PathVariable String id) {
    Person person = people.get(new OfficerId(id));
    return linkShown(person.officer(), people.link(current.get().id(), person.officer().id()));
  }

  @GetMapping("/tokens")
  @Requires
  ResponseEntity<String> tokens() {
    return tokensPage(200, Map.of());
  }

  @PostMapping("/tokens")
  @Requires
  ResponseEntity<String> makeToken(
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "24") String hours) {
    try {
      Secret secret = tokens.make(current.get(), name, whole(hours)).secret();
      return tokensPage(200, Map.of("secret", secret.text()));
    } catch (Problem refused) {
      return tokensPage(
          refused.type().status(), Map.of("refused", refused, "name", name, "hours", hours));
    }
  }

  /** What is no whole number is none that a token can live, and refused as such. */
  private static int whole(String hours) {
    try {
      return Integer.parseInt(hours.strip());
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  @PostMapping("/tokens/{id}/revoke")
  @Requires
  ResponseEntity<String> revokeToken(@PathVariable String id) {
    tokens.revoke(current.get(), new TokenId(id));
    return to("/tokens");
  }

  private ResponseEntity<String> peoplePage(int status, Map<String, Object> more) {
    Map<String, Object> parameters = new java.util.HashMap<>(more);
    parameters.put("people", people.list().stream().map(PersonRow::of).toList());
    return page.of(status, "access/people.jte", "People", SECTION, parameters);
  }

  private ResponseEntity<String> linkShown(Officer officer, Secret secret) {
    String link =
        ServletUriComponentsBuilder.fromCurrentContextPath()
            .path("/password/" + secret.text())
            .toUriString();
    return peoplePage(200, Map.of("linkFor", officer.name(), "link", link));
  }

  private ResponseEntity<String> tokensPage(int status, Map<String, Object> more) {
    Map<String, Object> parameters = new java.util.HashMap<>(more);
    parameters.put(
        "tokens",
        tokens.list(current.get()).stream().map(each -> TokenRow.of(each, wall.now())).toList());
    return page.of(status, "access/tokens.jte", "API tokens", SECTION, parameters);
  }

  private static Set<Role> roles(List<String> words) {
    EnumSet<Role> roles = EnumSet.noneOf(Role.class);
    words.forEach(word -> Role.find(word).ifPresent(roles::add));
    return roles;
  }

  private static ResponseEntity<String> to(String path) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .header(HttpHeaders.LOCATION, "/desk/administration" + path)
        .build();
  }
}
