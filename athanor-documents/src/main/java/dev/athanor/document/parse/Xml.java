package dev.athanor.document.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/** Reads XML by local names: Word's strict and transitional forms differ in their namespaces only. */
final class Xml {

  private Xml() {
  }

  static List<Element> children(Node parent) {
    List<Element> children = new ArrayList<>();
    for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element element) {
        children.add(element);
      }
    }
    return children;
  }

  static List<Element> children(Node parent, String name) {
    return children(parent).stream().filter(child -> name(child).equals(name)).toList();
  }

  /** The element reached by following the names downwards from {@code parent}, each time to the first one. */
  static Optional<Element> at(Node parent, String... path) {
    Node at = parent;
    for (String name : path) {
      List<Element> found = children(at, name);
      if (found.isEmpty()) {
        return Optional.empty();
      }
      at = found.getFirst();
    }
    return Optional.of((Element) at);
  }

  /** The {@code val} attribute of the element reached by following the names downwards. */
  static Optional<String> value(Node parent, String... path) {
    return at(parent, path).flatMap(element -> attribute(element, "val"));
  }

  static Optional<String> attribute(Element element, String name) {
    NamedNodeMap attributes = element.getAttributes();
    for (int i = 0; i < attributes.getLength(); i++) {
      if (name(attributes.item(i)).equals(name)) {
        return Optional.of(attributes.item(i).getNodeValue());
      }
    }
    return Optional.empty();
  }

  /** An attribute that has a prefix, beside which there may be one of the same name without: {@code r:id}. */
  static Optional<String> namespaced(Element element, String name) {
    NamedNodeMap attributes = element.getAttributes();
    for (int i = 0; i < attributes.getLength(); i++) {
      if (attributes.item(i).getPrefix() != null && name(attributes.item(i)).equals(name)) {
        return Optional.of(attributes.item(i).getNodeValue());
      }
    }
    return Optional.empty();
  }

  /** All elements of that name below {@code parent}, in document order; what is inside of one of them is not looked at. */
  static List<Element> below(Node parent, String name) {
    List<Element> found = new ArrayList<>();
    for (Element child : children(parent)) {
      if (name(child).equals(name)) {
        found.add(child);
      } else {
        found.addAll(below(child, name));
      }
    }
    return found;
  }

  static String name(Node node) {
    return node.getLocalName() == null ? node.getNodeName() : node.getLocalName();
  }

  static Optional<Integer> number(String digits) {
    return digits.matches("\\d{1,9}") ? Optional.of(Integer.parseInt(digits)) : Optional.empty();
  }
}
