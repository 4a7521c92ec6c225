/** How stages speak HTTP: problems, pages, panels of the case page, live events. */
@NullMarked
package org.tocsin.server.kernel.web;

import org.jspecify.annotations.NullMarked;
