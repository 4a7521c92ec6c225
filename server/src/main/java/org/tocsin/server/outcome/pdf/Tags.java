// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome.pdf;

import java.util.HashMap;
import java.util.Map;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDNumberTreeNode;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkInfo;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkedContentReference;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDObjectReference;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDParentTreeValue;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureTreeRoot;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;

/** The structure of a file: what is a heading, a list, a table, and where each is drawn. */
final class Tags {

  private final PDStructureTreeRoot root = new PDStructureTreeRoot();
  private final PDStructureElement whole;
  private final Map<Integer, PDParentTreeValue> parents = new HashMap<>();
  private final Map<PDPage, COSArray> drawnOn = new HashMap<>();
  private int next;

  Tags(PDDocument document) {
    PDMarkInfo marked = new PDMarkInfo();
    marked.setMarked(true);
    document.getDocumentCatalog().setMarkInfo(marked);
    document.getDocumentCatalog().setStructureTreeRoot(root);
    whole = new PDStructureElement("Document", root);
    root.appendKid(whole);
  }

  /** The element that holds all others. */
  PDStructureElement whole() {
    return whole;
  }

  /** A new element at the end of this one. */
  PDStructureElement add(PDStructureNode parent, String type) {
    PDStructureElement element = new PDStructureElement(type, parent);
    parent.appendKid(element);
    return element;
  }

  void page(PDPage page) {
    COSArray drawn = new COSArray();
    page.setStructParents(next);
    parents.put(next++, new PDParentTreeValue(drawn));
    drawnOn.put(page, drawn);
  }

  /** The number under which something of this element is drawn on this page. */
  int draws(PDStructureElement element, PDPage page) {
    COSArray drawn = drawnOn.get(page);
    if (drawn == null) {
      throw new IllegalStateException("the page is not known");
    }
    int number = drawn.size();
    drawn.add(element.getCOSObject());
    PDMarkedContentReference reference = new PDMarkedContentReference();
    reference.setMCID(number);
    reference.setPage(page);
    element.appendKid(reference);
    return number;
  }

  /** The field on a page that is pressed for this element. */
  void pressed(PDStructureElement element, PDPage page, PDAnnotation field) {
    field.setStructParent(next);
    parents.put(next++, new PDParentTreeValue(element.getCOSObject()));
    PDObjectReference reference = new PDObjectReference();
    reference.setReferencedObject(field);
    reference.setPage(page);
    element.appendKid(reference);
  }

  void finish() {
    PDNumberTreeNode tree = new PDNumberTreeNode(PDParentTreeValue.class);
    tree.setNumbers(parents);
    root.setParentTree(tree);
    root.setParentTreeNextKey(next);
  }
}
