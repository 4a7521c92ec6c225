// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.access;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.session.NullAuthenticatedSessionStrategy;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.tocsin.server.kernel.web.ProblemWriter;

/** Who may come in by which door, and the headers that keep browsers honest. */
@Configuration(proxyBeanMethods = false)
class AccessSecurity {

  /** No inline script or style, no eval, nothing from elsewhere; data: images are Leaflet's. */
  static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
          + "connect-src 'self'; font-src 'self'; manifest-src 'self'; form-action 'self'; "
          + "frame-ancestors 'none'; base-uri 'none'";

  /** The API: no cookies, no sessions, bearer tokens only. */
  @Bean
  @Order(1)
  @ConditionalOnWebApplication // Stages also run without web: in tests of their services.
  SecurityFilterChain api(
      HttpSecurity http, Tokens tokens, SessionStore sessions, ProblemWriter problems)
      throws Exception {
    common(http)
        .securityMatcher("/api/**")
        .csrf(csrf -> csrf.disable())
        .addFilterBefore(
            new WhoFilter(true, tokens, sessions, problems), AnonymousAuthenticationFilter.class)
        .authorizeHttpRequests(rules ->
            rules
                .dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                .permitAll()
                .requestMatchers(
                    request -> PublicPaths.contains(request.getMethod(), request.getRequestURI()))
                .permitAll()
                .anyRequest()
                .authenticated())
        .exceptionHandling(refused ->
            refused
                .authenticationEntryPoint((request, response, _) -> {
                  response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
                  problems.write(
                      request,
                      response,
                      AccessProblem.NOT_SIGNED_IN.because("the request carries no token"));
                })
                .accessDeniedHandler(denied(problems)));
    return http.build();
  }

  /** The pages: a session cookie, and in every form a token that proves it is ours. */
  @Bean
  @Order(2)
  @ConditionalOnWebApplication
  SecurityFilterChain pages(
      HttpSecurity http,
      Tokens tokens,
      SessionStore sessions,
      Setup setup,
      CookieCsrfTokenRepository formTokens,
      ProblemWriter problems)
      throws Exception {
    common(http)
        .csrf(csrf ->
            csrf.csrfTokenRepository(formTokens)
                // Who is signed in is found anew with each request; only a sign-in renews the
                // token, and SignInPages does that.
                .sessionAuthenticationStrategy(new NullAuthenticatedSessionStrategy())
                .ignoringRequestMatchers(PublicPaths.WITHOUT_FORM_TOKEN.toArray(String[]::new)))
        .addFilterBefore(
            new WhoFilter(false, tokens, sessions, problems), AnonymousAuthenticationFilter.class)
        .authorizeHttpRequests(rules ->
            rules
                .dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                .permitAll()
                .requestMatchers(
                    request -> PublicPaths.contains(request.getMethod(), request.getRequestURI()))
                .permitAll()
                .requestMatchers("/metrics")
                .access((who, context) ->
                    new AuthorizationDecision(
                        hereOnTheMachine(context)
                            || (who.get() instanceof OfficerAuthentication officer
                                && officer.getPrincipal().may(Role.ADMIN))))
                .anyRequest()
                .authenticated())
        .exceptionHandling(refused ->
            refused
                .authenticationEntryPoint(toSignIn(setup, problems))
                .accessDeniedHandler(denied(problems)));
    return http.build();
  }

  @Bean
  CookieCsrfTokenRepository formTokens() {
    CookieCsrfTokenRepository repository = new CookieCsrfTokenRepository();
    repository.setCookieName("tocsin_form");
    repository.setHeaderName("X-CSRF-TOKEN");
    repository.setCookieCustomizer(cookie -> cookie.httpOnly(true).sameSite("Strict").path("/"));
    return repository;
  }

  /**
   * Nobody signs in by Spring's own door; saying so keeps it from inventing a user and a password.
   */
  @Bean
  UserDetailsService nobody() {
    return name -> {
      throw new UsernameNotFoundException("people sign in at /login");
    };
  }

  /**
   * Each filter of the chain is not measured on its own: that costs every request more than the
   * filters do, and the time of the whole request is measured anyway.
   */
  @Bean
  static SecurityObservationSettings unobserved() {
    return SecurityObservationSettings.noObservations();
  }

  private static HttpSecurity common(HttpSecurity http) throws Exception {
    return http.sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .requestCache(cache -> cache.disable())
        .formLogin(form -> form.disable())
        .httpBasic(basic -> basic.disable())
        .logout(logout -> logout.disable())
        .headers(headers ->
            headers
                .contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT_SECURITY_POLICY))
                .frameOptions(frames -> frames.deny())
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(permissions ->
                    permissions.policy(
                        "camera=(), microphone=(), geolocation=(), payment=(), usb=()"))
                .crossOriginOpenerPolicy(opener ->
                    opener.policy(
                        org.springframework.security.web.header.writers
                            .CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy
                            .SAME_ORIGIN)));
  }

  private static AuthenticationEntryPoint toSignIn(Setup setup, ProblemWriter problems) {
    return (request, response, _) -> {
      String accept = request.getHeader("Accept");
      boolean page = accept != null && accept.contains("text/html");
      if (request.getHeader("HX-Request") != null) {
        response.setHeader("HX-Redirect", setup.done() ? "/login" : "/setup");
        response.setStatus(401);
      } else if (page && !request.getRequestURI().equals("/metrics")) {
        response.sendRedirect(setup.done() ? "/login" + next(request) : "/setup");
      } else {
        problems.write(
            request,
            response,
            AccessProblem.NOT_SIGNED_IN.because("this page needs somebody signed in"));
      }
    };
  }

  private static String next(HttpServletRequest request) {
    String path = request.getRequestURI();
    return request.getMethod().equals("GET") && !path.equals("/desk")
        ? "?next=" + URLEncoder.encode(path, StandardCharsets.UTF_8)
        : "";
  }

  private static AccessDeniedHandler denied(ProblemWriter problems) {
    return (request, response, denied) ->
        problems.write(
            request,
            response,
            denied instanceof CsrfException
                ? AccessProblem.FORM_EXPIRED.because(
                    "the form's hidden field '_csrf' is missing or old")
                : AccessProblem.ROLE_LACKING.because("this needs the role 'admin'"));
  }

  /** From this machine itself and not handed on by a proxy. */
  private static boolean hereOnTheMachine(RequestAuthorizationContext context) {
    HttpServletRequest request = context.getRequest();
    if (request.getHeader("X-Forwarded-For") != null || request.getHeader("Forwarded") != null) {
      return false;
    }
    try {
      return InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
