// SPDX-License-Identifier: Apache-2.0
/**
 * Collections of TAXII 2.1 servers that are polled.
 *
 * <p>Takes STIX 2.1 reports, indicators and notes, gives a report each, with the narrowest marking
 * that stands on any part of it and its confidence as credibility. The envelope is kept as it was
 * received. Never follows a redirect, and never sends a password unencrypted to another machine.
 */
@NullMarked
package org.tocsin.server.collect.taxii;

import org.jspecify.annotations.NullMarked;
