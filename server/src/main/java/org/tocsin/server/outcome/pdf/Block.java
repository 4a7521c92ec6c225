// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome.pdf;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/** A piece of a text, as a reader sees it and as assistive software is told of it. */
public sealed interface Block {

  /**
   * A heading.
   *
   * @param level 1 to 3
   */
  record Heading(int level, String words) implements Block {}

  /**
   * A paragraph.
   *
   * @param lead whether it is set larger
   */
  record Paragraph(String words, boolean lead) implements Block {}

  /** A list. */
  record Points(List<Point> points) implements Block {
    /** Copies the points. */
    public Points {
      points = List.copyOf(points);
    }
  }

  /**
   * A point of a list.
   *
   * @param mark what stands before it: a time; empty for a bullet
   * @param words what it says
   * @param detail more of it, set smaller; may be empty
   * @param link where it can be checked
   */
  record Point(String mark, String words, String detail, Optional<Link> link) {
    /** A bullet. */
    public static Point bullet(String words) {
      return new Point("", words, "", Optional.empty());
    }
  }

  /** Words that lead somewhere; without an address they only name it. */
  record Link(String words, Optional<URI> to) {}

  /**
   * A table.
   *
   * @param head the names of the columns
   * @param rows each as long as the head
   * @param shares how wide each column is, as parts of the whole
   */
  record Table(List<String> head, List<List<String>> rows, List<Float> shares) implements Block {
    /** Copies the lists. */
    public Table {
      head = List.copyOf(head);
      rows = rows.stream().map(List::copyOf).toList();
      shares = List.copyOf(shares);
    }
  }
}
