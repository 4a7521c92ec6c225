// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The server's root: Spring finds the stages from here. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class TocsinServer {}
