// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.web;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;
import org.tocsin.server.kernel.KernelProblem;
import org.tocsin.server.kernel.Problem;

/**
 * Holds what came as JSON to what its record says may be missing: a member that is not
 * {@code @Nullable} must be there, at any depth, so that no stage meets a null that its types rule
 * out. All that is missing is told at once. Thread-safe.
 */
@ControllerAdvice
class WholeBodies extends RequestBodyAdviceAdapter {

  private static final String OURS = "org.tocsin.";
  private static final int DEPTH_MAX = 12;
  private static final int FAULTS_MAX = 50;

  @Override
  public boolean supports(
      MethodParameter parameter, Type type, Class<? extends HttpMessageConverter<?>> converter) {
    return true;
  }

  @Override
  public Object afterBodyRead(
      Object body,
      HttpInputMessage message,
      MethodParameter parameter,
      Type type,
      Class<? extends HttpMessageConverter<?>> converter) {
    require(body);
    return body;
  }

  /**
   * Refuses a body that lacks something.
   *
   * @throws Problem T0002 with a fault for each member that is missing
   */
  static void require(Object body) {
    List<Problem.Fault> faults = new ArrayList<>();
    look(body, null, "", 0, faults);
    if (!faults.isEmpty()) {
      throw new Problem(
          KernelProblem.BAD_REQUEST,
          faults.stream().map(Problem.Fault::where).limit(5).collect(Collectors.joining(", "))
              + (faults.size() == 1 ? " is missing" : " are missing"),
          faults);
    }
  }

  private static void look(
      @Nullable Object value,
      @Nullable AnnotatedType type,
      String where,
      int depth,
      List<Problem.Fault> faults) {
    if (depth > DEPTH_MAX || faults.size() >= FAULTS_MAX) {
      return;
    }
    switch (value) {
      case null -> {
        if (type != null && !type.isAnnotationPresent(Nullable.class)) {
          faults.add(new Problem.Fault(where, "", "is missing", "Send it."));
        }
      }
      case Record whole when whole.getClass().getName().startsWith(OURS) -> {
        for (RecordComponent part : whole.getClass().getRecordComponents()) {
          look(
              of(whole, part),
              part.getAnnotatedType(),
              where.isEmpty() ? part.getName() : where + "." + part.getName(),
              depth + 1,
              faults);
        }
      }
      case Collection<?> all -> {
        int number = 0;
        for (Object each : all) {
          look(each, argument(type, 0), where + "[" + number++ + "]", depth + 1, faults);
        }
      }
      case Map<?, ?> all ->
          all.forEach((key, each) ->
              look(
                  each,
                  argument(type, 1),
                  where + "[" + Problem.shorten(String.valueOf(key)) + "]",
                  depth + 1,
                  faults));
      default -> {}
    }
  }

  private static @Nullable AnnotatedType argument(@Nullable AnnotatedType type, int number) {
    if (type instanceof AnnotatedParameterizedType generic) {
      AnnotatedType[] arguments = generic.getAnnotatedActualTypeArguments();
      return number < arguments.length ? arguments[number] : null;
    }
    return null;
  }

  private static @Nullable Object of(Record whole, RecordComponent part) {
    try {
      part.getAccessor().setAccessible(true);
      return part.getAccessor().invoke(whole);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(part + " cannot be read", e);
    }
  }
}
