/**
 * The writer of PDF files for stage 8: takes a text as {@link org.tocsin.server.outcome.pdf.Block
 * blocks}, gives the bytes of a tagged file (structure, language, title, bookmarks, links) that are
 * the same for the same text. It knows nothing of cases.
 *
 * <p>Its letters are DejaVu Sans, which ships with the program: Latin, Cyrillic, Greek, Arabic,
 * Hebrew, Armenian, Georgian. For letters that it does not have an operator may name more fonts;
 * what none has is shown as its Unicode number, {@code [U+6771]}, with the letter itself behind it
 * for whoever copies the text or has it read aloud, and the file says so at its beginning.
 */
@NullMarked
package org.tocsin.server.outcome.pdf;

import org.jspecify.annotations.NullMarked;
