// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.web;

import static java.util.stream.Collectors.joining;

import jakarta.servlet.http.HttpServletRequest;
import java.sql.SQLException;
import java.time.temporal.Temporal;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.converter.HttpMessageConversionException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.util.ClassUtils;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestValueException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import org.tocsin.server.kernel.KernelProblem;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.Text;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Reads our own refusals out of what was thrown, and gives Spring's refusals our numbers. */
final class Refusals {

  private static final int CAUSES_MAX = 8;

  /** {@code character_not_in_repertoire} and {@code untranslatable_character}. */
  private static final Set<String> NO_TEXT = Set.of("22021", "22P05");

  private Refusals() {}

  /** The refusal, or nothing when this is no fault of the caller's. */
  static Optional<Problem> of(Throwable thrown, HttpServletRequest request) {
    Problem ours = cause(thrown, Problem.class);
    if (ours != null) {
      return Optional.of(ours);
    }
    return Optional.ofNullable(
        switch (thrown) {
          case NoResourceFoundException _, NoHandlerFoundException _ -> nothingHere(request);
          case HttpRequestMethodNotSupportedException e -> method(e);
          case HttpMediaTypeNotSupportedException e -> mediaType(e);
          case HttpMediaTypeNotAcceptableException e ->
              KernelProblem.BAD_MEDIA_TYPE.because(
                  "nothing of what Accept asks for is given here; given: "
                      + e.getSupportedMediaTypes());
          case MaxUploadSizeExceededException e ->
              KernelProblem.TOO_LARGE.because(
                  "the upload is larger than %d bytes".formatted(e.getMaxUploadSize()));
          case HttpMessageConversionException e -> unreadable(e);
          case MissingServletRequestParameterException e ->
              KernelProblem.BAD_REQUEST.because(
                  "the parameter '%s' is missing".formatted(e.getParameterName()));
          case MissingServletRequestPartException e ->
              KernelProblem.BAD_REQUEST.because(
                  "the part '%s' is missing".formatted(e.getRequestPartName()));
          case MissingRequestValueException e ->
              KernelProblem.BAD_REQUEST.because(String.valueOf(e.getBody().getDetail()));
          case MethodArgumentTypeMismatchException e -> mismatch(e);
          case MethodArgumentNotValidException e -> notValid(e);
          case MultipartException _ ->
              KernelProblem.BAD_REQUEST.because("the parts of the body cannot be told apart");
          case InvalidParameterException _ ->
              KernelProblem.BAD_REQUEST.because(
                  "a parameter of the address, or a field of the form, is not UTF-8");
          case RequestRejectedException _ ->
              KernelProblem.BAD_REQUEST.because(
                  "a name or a value in the address, the headers or the form is not taken");
          case DataAccessException e when holdsNoText(e) ->
              KernelProblem.BAD_REQUEST.because(
                  "something in it holds the character U+0000, which no text has");
          case ErrorResponse e when e.getStatusCode().value() == 404 -> nothingHere(request);
          case ErrorResponse e when e.getStatusCode().is4xxClientError() ->
              KernelProblem.BAD_REQUEST.because(String.valueOf(e.getBody().getDetail()));
          default -> null;
        });
  }

  /** What PostgreSQL says of a text with a NUL, which stands nowhere but in a caller's input. */
  private static boolean holdsNoText(DataAccessException thrown) {
    SQLException fault = cause(thrown, SQLException.class);
    return fault != null && NO_TEXT.contains(String.valueOf(fault.getSQLState()));
  }

  /** The headers that belong to a refusal of Spring's, such as {@code Allow}. */
  static HttpHeaders headersOf(Throwable thrown) {
    return thrown instanceof ErrorResponse response ? response.getHeaders() : new HttpHeaders();
  }

  private static Problem nothingHere(HttpServletRequest request) {
    return KernelProblem.NOT_FOUND.because(
        "'%s' names nothing".formatted(Problem.shorten(request.getRequestURI())));
  }

  private static Problem method(HttpRequestMethodNotSupportedException refused) {
    String[] methods = refused.getSupportedMethods();
    return KernelProblem.BAD_METHOD.because(
        "%s is not answered here; answered: %s"
            .formatted(
                Problem.shorten(refused.getMethod()),
                methods == null ? "nothing" : String.join(", ", methods)));
  }

  private static Problem mediaType(HttpMediaTypeNotSupportedException refused) {
    if (refused.getContentType() == null) {
      return KernelProblem.BAD_MEDIA_TYPE.because(
          "Content-Type names no media type; read: " + refused.getSupportedMediaTypes());
    }
    return KernelProblem.BAD_MEDIA_TYPE.because(
        "'%s' is not read here; read: %s"
            .formatted(value(refused.getContentType()), refused.getSupportedMediaTypes()));
  }

  /** A body that is not JSON, or JSON of another shape, with line and column. */
  private static Problem unreadable(HttpMessageConversionException refused) {
    JacksonException fault = cause(refused, JacksonException.class);
    if (fault == null) {
      return KernelProblem.BAD_REQUEST.because("the body is missing or cannot be read");
    }
    if (fault instanceof UnrecognizedPropertyException unknown) {
      return unknown(unknown);
    }
    if (fault instanceof InvalidFormatException wrong
        && Temporal.class.isAssignableFrom(wrong.getTargetType())) {
      return KernelProblem.BAD_TIME.because(
          "%s: '%s' is not a time with a zone, like 2024-03-07T18:00:00+03:00"
              .formatted(path(wrong), value(wrong.getValue())));
    }
    TokenStreamLocation at = fault.getLocation();
    String where =
        at == null ? "" : "line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
    String path = fault instanceof DatabindException ? path(fault) : "";
    String message = firstLine(fault.getOriginalMessage());
    return new Problem(
        KernelProblem.BAD_REQUEST,
        "the JSON cannot be used%s%s: %s"
            .formatted(
                where.isEmpty() ? "" : " at " + where,
                path.isEmpty() ? "" : " in " + path,
                message),
        List.of(
            new Problem.Fault(path.isEmpty() ? where : path, "", message, "Mend the JSON there.")));
  }

  /** Names the fields that are known there, and no class of ours. */
  private static Problem unknown(UnrecognizedPropertyException fault) {
    String path = Problem.shorten(path(fault));
    Collection<Object> known = fault.getKnownPropertyIds();
    String fields =
        known == null ? "" : known.stream().map(String::valueOf).sorted().collect(joining(", "));
    return new Problem(
        KernelProblem.BAD_REQUEST,
        "there is no field '%s' here".formatted(path),
        List.of(
            new Problem.Fault(
                path,
                "",
                "is not known here",
                fields.isEmpty() ? "Leave it out." : "Leave it out. Known: " + fields + ".")));
  }

  private static String path(JacksonException fault) {
    return fault.getPath().stream()
        .map(step ->
            step.getPropertyName() != null ? step.getPropertyName() : "[" + step.getIndex() + "]")
        .collect(joining("."));
  }

  /** A parameter, a header or a part of the address that is of another kind. */
  private static Problem mismatch(MethodArgumentTypeMismatchException refused) {
    String value = value(refused.getValue());
    Class<?> type = refused.getRequiredType();
    Class<?> wanted = type == null ? Object.class : ClassUtils.resolvePrimitiveIfNecessary(type);
    String message = "cannot be used";
    String remedy = "Write a value that the documentation names.";
    if (wanted == Long.class || wanted == Integer.class) {
      boolean isLong = wanted == Long.class;
      message = "is no whole number";
      remedy =
          "Write digits only, between %d and %d."
              .formatted(
                  isLong ? Long.MIN_VALUE : Integer.MIN_VALUE,
                  isLong ? Long.MAX_VALUE : Integer.MAX_VALUE);
      if (value.matches("[+-]?[0-9]+")) {
        message = "is out of range";
      }
    } else if (Number.class.isAssignableFrom(wanted)) {
      message = "is no number";
      remedy = "Write a number, such as 1.5.";
    } else if (wanted == Boolean.class) {
      message = "is neither true nor false";
      remedy = "Write true or false.";
    }
    return new Problem(
        KernelProblem.BAD_REQUEST,
        "%s: '%s' %s".formatted(refused.getName(), value, message),
        List.of(new Problem.Fault(refused.getName(), value, message, remedy)));
  }

  private static Problem notValid(MethodArgumentNotValidException refused) {
    return new Problem(
        KernelProblem.BAD_REQUEST,
        "some fields cannot be used",
        refused.getFieldErrors().stream()
            .map(error ->
                new Problem.Fault(
                    error.getField(),
                    value(error.getRejectedValue()),
                    error.isBindingFailure()
                        ? "cannot be used"
                        : String.valueOf(error.getDefaultMessage()),
                    "Mend the field."))
            .toList());
  }

  private static String value(@Nullable Object value) {
    return Problem.shorten(String.valueOf(value));
  }

  /** Jackson's message without class names' second line and without quoting the whole body. */
  private static String firstLine(@Nullable String message) {
    String line = message == null ? "not understood" : message.lines().findFirst().orElse("");
    String clean =
        line.replaceAll("\\p{Cntrl}", "·").replaceAll("`[\\w.$\\[\\]<>, ]+`", "the expected kind");
    return Text.clip(clean, 200);
  }

  private static <T extends Throwable> @Nullable T cause(Throwable thrown, Class<T> type) {
    Throwable each = thrown;
    for (int depth = 0; each != null && depth < CAUSES_MAX; depth++) {
      if (type.isInstance(each)) {
        return type.cast(each);
      }
      each = each.getCause();
    }
    return null;
  }
}
