// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.Driver;

/**
 * How to reach one PostgreSQL database.
 *
 * @param url a JDBC URL without credentials
 * @param user the role to connect as; empty where the URL's server decides
 * @param password its password; empty where none is asked for
 */
public record DatabaseAccess(String url, String user, String password) {

  /** Opens one connection outside any pool. The caller closes it. */
  public Connection connect() throws SQLException {
    Properties properties = new Properties();
    if (!user.isEmpty()) {
      properties.setProperty("user", user);
    }
    if (!password.isEmpty()) {
      properties.setProperty("password", password);
    }
    properties.setProperty("connectTimeout", "10");
    Connection connection = new Driver().connect(url, properties);
    if (connection == null) {
      throw new SQLException("not a PostgreSQL JDBC URL: " + url);
    }
    return connection;
  }

  /** The same without the password, fit for a log. */
  @Override
  public String toString() {
    return "DatabaseAccess[url=" + url + ", user=" + user + ", password=(hidden)]";
  }
}
