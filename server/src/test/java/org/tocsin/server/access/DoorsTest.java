// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.Caller;
import org.tocsin.server.world.ServerWorld;

/**
 * FEATURE UNDER TEST: everybody comes in by their own door and does only what their roles allow.
 */
class DoorsTest {

  private static final Pattern HREF = Pattern.compile("<a [^>]*href=\"(/desk[^\"#?]*)");

  private final ServerWorld world = ServerWorld.running();

  @Test
  void everyAddressIsPublicOrSaysWhoseItIs() {
    RequestMappingHandlerMapping mappings =
        world.server().getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
    List<String> open = new ArrayList<>();
    for (Map.Entry<RequestMappingInfo, HandlerMethod> each :
        mappings.getHandlerMethods().entrySet()) {
      if (RoleInterceptor.requiresOf(each.getValue()).isPresent()) {
        continue;
      }
      Set<String> methods = new java.util.HashSet<>();
      each.getKey()
          .getMethodsCondition()
          .getMethods()
          .forEach(method -> methods.add(method.name()));
      if (methods.isEmpty()) {
        methods.add("GET");
      }
      for (String path : each.getKey().getPatternValues()) {
        for (String method : methods) {
          if (!PublicPaths.contains(method, path.replaceAll("\\{[^}]*}", "x"))) {
            open.add(method + " " + path + " " + each.getValue());
          }
        }
      }
    }
    assertThat(open).as("neither public nor marked with @Requires").isEmpty();
  }

  @ParameterizedTest(name = "{0} {1} by a {2} gives {3}")
  @CsvSource({
    "GET, /desk, collector, 200",
    "GET, /desk, auditor, 200",
    "GET, /desk/administration/tokens, auditor, 200",
    "GET, /desk/administration/people, collector, 403",
    "GET, /desk/administration/people, officer, 403",
    "GET, /desk/administration/people, approver, 403",
    "GET, /desk/administration/people, auditor, 403",
    "GET, /desk/administration/people, admin, 200",
    "GET, /login, nobody, 200",
    "GET, /problems, nobody, 200",
    "GET, /desk, nobody, 302",
    "GET, /desk/administration/people, nobody, 302",
    "POST, /desk/administration/people, nobody, 403",
    "POST, /desk/administration/people, officer, 403",
    "POST, /desk/administration/people, admin, 422",
  })
  void pagesAsk(String method, String path, String who, int status) {
    Caller caller = caller(who);
    Answer answer = method.equals("GET") ? caller.page(path) : caller.submit(path, Map.of());
    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
  }

  @ParameterizedTest(name = "{0} {1} by a {2} gives {3}")
  @CsvSource({
    "GET, /api/v1/me, collector, 200",
    "GET, /api/v1/tokens, auditor, 200",
    "GET, /api/v1/me, nobody, 401",
    "DELETE, /api/v1/tokens/token_00000000000000000000000000, auditor, 404",
    "DELETE, /api/v1/tokens/token_1, auditor, 400",
    "GET, /api/v1/nothing, nobody, 401",
    "GET, /api/v1/nothing, officer, 404",
    "DELETE, /api/v1/me, officer, 405",
  })
  void theApiAsks(String method, String path, String who, int status) {
    Answer answer = caller(who).send(method, path, null, new byte[0], Map.of());
    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    if (status >= 400) {
      assertThat(answer.problem()).startsWith("T");
      assertThat(answer.text("remedy")).isNotEmpty();
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"collector", "admin"})
  void nobodyIsOfferedAPageThatTheyMayNotOpen(String who) {
    Caller caller = caller(who);
    Set<String> links = new TreeSet<>();
    for (String page : List.of("/desk", "/desk/feeds", "/desk/administration/tokens")) {
      Matcher found = HREF.matcher(caller.page(page).body());
      while (found.find()) {
        links.add(found.group(1));
      }
    }
    assertThat(links).contains("/desk/feeds", "/desk/administration/tokens");
    assertThat(links.stream().filter(link -> caller.page(link).status() == 403)).isEmpty();
    assertThat(caller("auditor").page("/desk").body()).contains("href=\"/desk/cases\"");
  }

  private Caller caller(String who) {
    return who.equals("nobody") ? world.nobody() : world.officerWith(Role.find(who).orElseThrow());
  }

  @Test
  void theRefusalNamesTheRoleThatIsNeeded() {
    Answer page = world.officerWith(Role.AUDITOR).page("/desk/administration/people");
    assertThat(page.body()).contains("This needs the role 'admin'; you have auditor");
  }

  @Test
  void anExpiredAndARevokedTokenAreToldApart() {
    Caller officer = world.officerWith(Role.OFFICER);
    assertThat(officer.get("/api/v1/me").status()).isEqualTo(200);
    JdbcClient sql = world.bean(JdbcClient.class);
    String id = officer.get("/api/v1/tokens").text("/tokens/0/id");
    sql.sql("update access.token set expires_at = '2020-01-01T00:00:00Z' where id = ?")
        .param(id)
        .update();
    assertThat(officer.get("/api/v1/me").problem()).isEqualTo("T9004");
    sql.sql("update access.token set expires_at = '2100-01-01T00:00:00Z' where id = ?")
        .param(id)
        .update();
    assertThat(officer.delete("/api/v1/tokens/" + id).status()).isEqualTo(204);
    Answer revoked = officer.get("/api/v1/me");
    assertThat(revoked.problem()).isEqualTo("T9005");
    assertThat(revoked.header("WWW-Authenticate")).startsWith("Bearer");
  }

  @Test
  void noSecretIsKept() {
    Caller officer = world.officerWith(Role.OFFICER);
    officer.page("/desk");
    String everything =
        world
            .bean(JdbcClient.class)
            .sql(
                """
                select string_agg(t::text, ' ') from (
                  select row(o.*)::text t from access.officer o union all
                  select row(s.*)::text from access.session s union all
                  select row(k.*)::text from access.token k) all_rows
                """)
            .query(String.class)
            .single();
    assertThat(everything).doesNotContain(officer.token()).doesNotContain(officer.password());
    assertThat(everything).contains("$argon2id$");
  }

  @Test
  void whoeverLosesAccessIsOutAtOnce() {
    Caller officer = world.officerWith(Role.OFFICER);
    String id = officer.get("/api/v1/me").text("id");
    assertThat(officer.page("/desk").status()).isEqualTo(200);
    assertThat(
            world.ana().submit("/desk/administration/people/" + id + "/disable", Map.of()).status())
        .isEqualTo(303);
    assertThat(officer.get("/api/v1/me").problem()).isEqualTo("T9005");
    assertThat(officer.page("/desk").status()).isEqualTo(302);
  }

  @Test
  void rolesCountFromTheNextRequestOn() {
    Caller officer = world.officerWith(Role.OFFICER);
    String id = officer.get("/api/v1/me").text("id");
    assertThat(officer.page("/desk/administration/people").status()).isEqualTo(403);
    Answer changed =
        world
            .ana()
            .submit("/desk/administration/people/" + id + "/roles", Map.of("roles", "admin"));
    assertThat(changed.status()).as(changed.toString()).isEqualTo(303);
    assertThat(officer.page("/desk/administration/people").status()).isEqualTo(200);
  }

  @Test
  void aNewPersonSetsAPasswordByALinkThatWorksOnce() {
    Answer added =
        world
            .ana()
            .submit(
                "/desk/administration/people",
                Map.of("name", "Cy", "email", "cy@desk.example", "roles", "auditor"));
    String path = added.body().replaceAll("(?s).*(/password/[\\w-]+).*", "$1");
    Caller stranger = world.nobody();
    assertThat(stranger.page(path).body()).contains("Set your password");
    assertThat(stranger.submit(path, Map.of("password", "short")).status()).isEqualTo(422);
    assertThat(stranger.submit(path, Map.of("password", "long enough for all")).status())
        .isEqualTo(303);
    assertThat(stranger.page(path).status()).isEqualTo(410);
    Answer token =
        world
            .nobody()
            .post(
                "/api/v1/tokens",
                Map.of("email", "cy@desk.example", "password", "long enough for all", "name", "t"));
    assertThat(token.status()).isEqualTo(201);
    assertThat(token.text("token")).startsWith("tcs_").hasSize(47);
  }

  @Test
  void whatCannotBeUsedIsToldAtOnceByTheNamesOfThePage() {
    Caller admin = world.ana();
    String people = "/desk/administration/people";
    assertThat(admin.submit(people, Map.of("email", "nowhere")).body())
        .contains("<a href=\"#f-name\">Name</a>: a name has 1 to 100 characters")
        .contains("<a href=\"#f-email\">E-mail address</a>: this is no e-mail address")
        .contains("<a href=\"#f-roles\">Roles</a>: somebody without a role can do nothing")
        .contains("aria-describedby=\"e-roles\"");
    assertThat(
            admin
                .submit(people, Map.of("name", "x", "email", admin.email(), "roles", "officer"))
                .body())
        .contains("<a href=\"#f-email\">E-mail address</a>: is in use (<q>" + admin.email());
    assertThat(
            admin
                .submit("/desk/administration/tokens", Map.of("name", "", "hours", "a day"))
                .body())
        .contains("<a href=\"#f-name\">What it is for</a>: a name has 1 to 100 characters")
        .contains("<a href=\"#f-hours\">Hours until it expires</a>: a token lives 1 to 8784 hours")
        .contains("value=\"a day\"");
  }

  @Test
  void guessingIsSlowedDown() {
    Map<String, String> guess =
        Map.of("email", "guessed@desk.example", "password", "wrong", "name", "t");
    List<String> problems = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      problems.add(world.nobody().post("/api/v1/tokens", guess).problem());
    }
    assertThat(problems).startsWith("T9002").endsWith("T9006");
  }

  @Test
  void aFormThatIsNotOursIsRefused() {
    Caller ana = world.ana();
    ana.page("/desk");
    Answer forged =
        ana.submit(
            "/desk/administration/tokens", Map.of("name", "x", "hours", "1", "_csrf", "forged"));
    assertThat(forged.status()).isEqualTo(403);
    assertThat(forged.body()).contains("T9010");
  }

  @Test
  void thePagesCarryAStrictPolicyAndTheSessionAStrictCookie() {
    Answer login = world.nobody().page("/login");
    assertThat(login.header("Content-Security-Policy"))
        .contains("default-src 'none'")
        .contains("frame-ancestors 'none'")
        .contains("form-action 'self'")
        .doesNotContain("unsafe");
    assertThat(login.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(login.header("X-Frame-Options")).isEqualTo("DENY");
    Caller browser = world.nobody();
    browser.page("/login");
    Answer in =
        browser.submit(
            "/login", Map.of("email", world.bo().email(), "password", world.bo().password()));
    assertThat(in.headers("Set-Cookie"))
        .anySatisfy(cookie ->
            assertThat(cookie)
                .startsWith("tocsin_session=")
                .contains("HttpOnly")
                .contains("SameSite=Lax"));
  }

  @ParameterizedTest
  @CsvSource({
    "/desk/inbox, /desk/inbox",
    "//elsewhere.example, /desk",
    "https://elsewhere.example, /desk",
    "/\\elsewhere.example, /desk",
    "'', /desk",
  })
  void signInLeadsNowhereElse(String next, String to) {
    assertThat(SignInPages.local(next)).isEqualTo(to);
  }

  @Test
  void metricsAreForThisMachineAndAdministrators() {
    assertThat(world.nobody().get("/metrics").status()).isEqualTo(200);
    Answer proxied =
        world
            .nobody()
            .send("GET", "/metrics", null, new byte[0], Map.of("X-Forwarded-For", "192.0.2.7"));
    assertThat(proxied.status()).isEqualTo(401);
  }

  @Test
  void somebodyMustBeLeftWhoCanAdminister() {
    try (var bare = ServerWorld.bare().server()) {
      People people = bare.getBean(People.class);
      Officer only =
          people.add(
              null,
              new People.Draft("Di", "di@desk.example", Set.of(Role.ADMIN)),
              "a long password");
      assertThat(problemOf(() -> people.disable(only.id(), only.id()))).isEqualTo("T9013");
      assertThat(problemOf(() -> people.changeRoles(only.id(), only.id(), Set.of(Role.OFFICER))))
          .isEqualTo("T9013");
    }
  }

  private static String problemOf(Runnable act) {
    try {
      act.run();
      return "";
    } catch (Problem refused) {
      return refused.type().number();
    }
  }
}
