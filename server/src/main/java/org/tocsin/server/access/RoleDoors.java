// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.access;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;

/**
 * Knows which pages somebody may open, from the same marks that {@link RoleInterceptor} enforces,
 * so that no page offers a link that ends in a refusal. Thread-safe.
 */
@Component
final class RoleDoors {

  private record Door(PathPattern path, Optional<Requires> requires) {}

  /**
   * All pages.
   *
   * @param plain those whose address is always the same, as in menus, by that address
   */
  private record Doors(Map<String, Door> plain, List<Door> all) {
    static Doors of(List<Door> all) {
      Map<String, Door> plain = new HashMap<>();
      all.stream()
          .filter(door -> !door.path().hasPatternSyntax())
          .forEach(door -> plain.putIfAbsent(door.path().getPatternString(), door));
      return new Doors(plain, all);
    }

    Optional<Door> find(String address) {
      Door plainly = plain.get(address);
      if (plainly != null) {
        return Optional.of(plainly);
      }
      PathContainer path = PathContainer.parsePath(address);
      return all.stream()
          .filter(door -> door.path().matches(path))
          .min((a, b) -> a.path().compareTo(b.path()));
    }
  }

  private final ObjectProvider<RequestMappingHandlerMapping> mappings;
  private volatile @Nullable Doors doors;

  RoleDoors(ObjectProvider<RequestMappingHandlerMapping> mappings) {
    this.mappings = mappings;
  }

  /**
   * Whether this person may open a page of this server, for each address, with or without a query;
   * true for what is no page.
   */
  Predicate<String> of(Officer officer) {
    return href ->
        doors()
            .find(withoutQuery(href))
            .flatMap(Door::requires)
            .map(needed ->
                needed.value().length == 0 || Arrays.stream(needed.value()).anyMatch(officer::may))
            .orElse(true);
  }

  private static String withoutQuery(String href) {
    int end = 0;
    while (end < href.length() && href.charAt(end) != '?' && href.charAt(end) != '#') {
      end++;
    }
    return href.substring(0, end);
  }

  /** Looked up at the first page: when this is made, the controllers may not be known yet. */
  private Doors doors() {
    Doors known = doors;
    if (known == null) {
      known =
          Doors.of(
              mappings.stream()
                  .flatMap(mapping -> mapping.getHandlerMethods().entrySet().stream())
                  .filter(each -> read(each.getKey()))
                  .flatMap(each -> doors(each.getKey(), each.getValue()))
                  .toList());
      doors = known;
    }
    return known;
  }

  private static boolean read(RequestMappingInfo info) {
    var methods = info.getMethodsCondition().getMethods();
    return methods.isEmpty() || methods.contains(RequestMethod.GET);
  }

  private static Stream<Door> doors(RequestMappingInfo info, HandlerMethod method) {
    var paths = info.getPathPatternsCondition();
    return paths == null
        ? Stream.of()
        : paths.getPatterns().stream()
            .map(path -> new Door(path, RoleInterceptor.requiresOf(method)));
  }
}
