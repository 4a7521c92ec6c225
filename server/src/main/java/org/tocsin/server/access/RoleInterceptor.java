// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Enforces {@link Requires} before a controller's method runs. */
@Component
class RoleInterceptor implements HandlerInterceptor, WebMvcConfigurer {

  private final CurrentOfficer current;

  RoleInterceptor(CurrentOfficer current) {
    this.current = current;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this);
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (!(handler instanceof HandlerMethod method)) {
      return true; // A file; the filter chain has decided about its address.
    }
    Optional<Requires> requires = requiresOf(method);
    if (requires.isEmpty()) {
      if (!PublicPaths.contains(request.getMethod(), request.getRequestURI())) {
        throw AccessProblem.ROLE_LACKING.because(
            "%s does not say which role it needs, so nobody may"
                .formatted(request.getRequestURI()));
      }
      return true;
    }
    Officer officer = current.get();
    Role[] roles = requires.get().value();
    if (roles.length > 0 && Arrays.stream(roles).noneMatch(officer::may)) {
      throw AccessProblem.ROLE_LACKING.because(
          "this needs the role %s; you have %s"
              .formatted(
                  Arrays.stream(roles)
                      .map(role -> "'" + role.word() + "'")
                      .collect(Collectors.joining(" or ")),
                  String.join(", ", People.words(officer.roles()))));
    }
    return true;
  }

  /** The mark of the method, or else of its controller. */
  static Optional<Requires> requiresOf(HandlerMethod method) {
    Requires own = AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), Requires.class);
    return Optional.ofNullable(
        own != null
            ? own
            : AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), Requires.class));
  }
}
