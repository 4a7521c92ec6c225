/**
 * The writer of PDF files for stage 8: takes a text as {@link org.tocsin.server.outcome.pdf.Block
 * blocks}, gives the bytes of a tagged file (structure, language, title, bookmarks, links) that are
 * the same for the same text. It knows nothing of cases.
 *
 * <p>Its letters are DejaVu Sans, which ships with the program: Latin, Cyrillic, Greek, Arabic,
 * Hebrew, Armenian, Georgian. A letter that it does not have is shown as an empty box, and the file
 * says how many there were.
 */
@NullMarked
package org.tocsin.server.outcome.pdf;

import org.jspecify.annotations.NullMarked;
