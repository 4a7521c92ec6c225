// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayEndpointAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceInitializationAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAspectsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.ssl.SslMetricsAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.PersistenceExceptionTranslationAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;

/**
 * The server's root: Spring finds the stages from here.
 *
 * <p>Left out of Spring Boot's own wiring: the data source and its migrations, which {@code
 * kernel.database} gives in one piece; the default user, because nobody signs in whom {@code
 * access} does not know; and what nothing here uses.
 */
@SpringBootApplication(
    exclude = {
      DataSourceAutoConfiguration.class,
      DataSourceInitializationAutoConfiguration.class,
      FlywayAutoConfiguration.class,
      FlywayEndpointAutoConfiguration.class,
      MetricsAspectsAutoConfiguration.class,
      PersistenceExceptionTranslationAutoConfiguration.class,
      SslMetricsAutoConfiguration.class,
      UserDetailsServiceAutoConfiguration.class
    })
@ConfigurationPropertiesScan
public class TocsinServer {}
