// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.database;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the two forms in which people name a PostgreSQL database: JDBC's and libpq's. No message
 * repeats the URL, which may hold a password.
 */
final class DatabaseUrl {
  private static final String JDBC = "jdbc:postgresql:";
  private static final Pattern JDBC_CREDENTIAL =
      Pattern.compile("(?<=[?&])(user|password)=([^&]*)(&|$)");

  private DatabaseUrl() {}

  static DatabaseAccess parse(String url) {
    if (url.startsWith(JDBC)) {
      return jdbc(url);
    }
    if (url.startsWith("postgresql://") || url.startsWith("postgres://")) {
      return libpq(url);
    }
    throw new IllegalArgumentException(
        "The database URL must begin with jdbc:postgresql:// or postgresql://, for example"
            + " postgresql://tocsin@db.example.org:5432/tocsin");
  }

  /** Moves the credentials out of the query, where a log or an error would show them. */
  private static DatabaseAccess jdbc(String url) {
    String user = "";
    String password = "";
    Matcher matcher = JDBC_CREDENTIAL.matcher(url);
    while (matcher.find()) {
      String value = decode(matcher.group(2));
      if (matcher.group(1).equals("user")) {
        user = value;
      } else {
        password = value;
      }
    }
    String bare = matcher.replaceAll("").replaceFirst("[?&]$", "");
    return new DatabaseAccess(bare, user, password);
  }

  private static DatabaseAccess libpq(String url) {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "The database URL is malformed at position "
              + e.getIndex()
              + " ("
              + e.getReason()
              + "); special characters of a password must be written as %XX",
          null);
    }
    if (uri.getHost() == null || uri.getRawPath() == null || uri.getRawPath().length() < 2) {
      throw new IllegalArgumentException(
          "The database URL must name a host and a database: postgresql://USER@HOST:PORT/NAME");
    }
    String[] credentials =
        uri.getRawUserInfo() == null ? new String[0] : uri.getRawUserInfo().split(":", 2);
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return new DatabaseAccess(
        JDBC + "//" + uri.getHost() + port + uri.getRawPath() + query,
        credentials.length > 0 ? decode(credentials[0]) : "",
        credentials.length > 1 ? decode(credentials[1]) : "");
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
