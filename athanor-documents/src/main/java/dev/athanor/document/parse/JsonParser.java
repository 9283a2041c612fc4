package dev.athanor.document.parse;

import dev.athanor.document.Document;
import dev.athanor.document.Numeral;
import dev.athanor.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.cfg.JsonNodeFeature;

/**
 * Reads JSON, one value or one a line, as text: an object's values one a line behind their names, under the path at which
 * the object stands ({@code orders[3].customer}), and lists of like objects as tables.
 */
final class JsonParser implements Parser {

  private static final int MOST_COLUMNS = 30;
  /** A name given twice is no reason to refuse a file that others wrote; numbers keep their digits. */
  private static final ObjectReader READER = Json.MAPPER.readerFor(JsonNode.class)
      .without(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
      .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
      .without(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES);

  @Override
  public String version() {
    return "json-2";
  }

  @Override
  public Set<String> mediaTypes() {
    return Set.of(MediaTypes.JSON, MediaTypes.JSON_LINES);
  }

  @Override
  public ParseResult parse(RawDocument raw, String mediaType) {
    Optional<TextDecoding.Decoded> decoded = TextDecoding.decode(raw.bytes());
    if (decoded.isEmpty()) {
      return Failures.noText();
    }
    List<JsonNode> values = new ArrayList<>();
    try (MappingIterator<JsonNode> all = READER.readValues(decoded.get().text())) {
      all.forEachRemaining(values::add);
    } catch (JacksonException e) {
      String line = e.getLocation() == null ? "" : " in line " + e.getLocation().getLineNr();
      return Failures.broken(mediaType, e.getOriginalMessage() + line);
    }
    ExtractedText text = new ExtractedText();
    if (values.size() == 1) {
      add("", values.getFirst(), text);
    } else if (!addTable("", values, text)) {
      for (int i = 0; i < values.size(); i++) {
        add("[" + i + "]", values.get(i), text);
      }
    }
    String title = Optional.of(values).filter(found -> found.size() == 1).map(List::getFirst)
        .map(root -> root.path("title")).filter(JsonNode::isString).map(JsonNode::stringValue)
        .map(ExtractedText::oneLine).filter(name -> !name.isEmpty()).orElse(raw.id().stem());
    Map<String, String> metadata = new TreeMap<>(Map.of("encoding", decoded.get().encoding()));
    return new ParseResult.Parsed(
        Document.of(raw.id(), title, mediaType, text.text(), text.blocks(), metadata));
  }

  private static void add(String path, JsonNode node, ExtractedText text) {
    if (node.isObject()) {
      addObject(path, node, text);
    } else if (node.isArray()) {
      addArray(path, node, text);
    } else {
      text.paragraph(path.isEmpty() ? shown(node) : path + ": " + shown(node));
    }
  }

  private static void addObject(String path, JsonNode object, ExtractedText text) {
    StringBuilder lines = new StringBuilder();
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      if (isSimple(member.getValue()) && !shown(member.getValue()).isBlank()) {
        lines.append(lines.isEmpty() ? "" : "\n").append(member.getKey()).append(": ")
            .append(shown(member.getValue()));
      }
    }
    if (!lines.isEmpty()) {
      text.paragraph(path.isEmpty() ? lines.toString() : path + "\n" + lines);
    }
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      if (!isSimple(member.getValue())) {
        add(path.isEmpty() ? member.getKey() : path + "." + member.getKey(), member.getValue(), text);
      }
    }
  }

  private static void addArray(String path, JsonNode array, ExtractedText text) {
    List<JsonNode> elements = new ArrayList<>();
    array.forEach(elements::add);
    if (addTable(path, elements, text)) {
      return;
    }
    for (int i = 0; i < elements.size(); i++) {
      add(path + "[" + i + "]", elements.get(i), text);
    }
  }

  /** Writes objects as a table, if there are two or more and none has anything below it. */
  private static boolean addTable(String path, List<JsonNode> objects, ExtractedText text) {
    Set<String> names = new LinkedHashSet<>();
    for (JsonNode object : objects) {
      if (!object.isObject() || !object.values().stream().allMatch(JsonParser::isSimple)) {
        return false;
      }
      names.addAll(object.propertyNames());
    }
    if (objects.size() < 2 || names.isEmpty() || names.size() > MOST_COLUMNS) {
      return false;
    }
    text.paragraph(path);
    List<ExtractedText.Cells> rows =
        new ArrayList<>(List.of(new ExtractedText.Cells(true, List.copyOf(names))));
    for (JsonNode object : objects) {
      rows.add(new ExtractedText.Cells(false, names.stream().map(name -> shown(object.path(name))).toList()));
    }
    text.table(rows);
    return true;
  }

  /** A value that fits behind its name: no object, and no list of anything but such values. */
  private static boolean isSimple(JsonNode node) {
    return node.isValueNode() || (node.isArray() && node.values().stream().allMatch(JsonNode::isValueNode));
  }

  private static String shown(JsonNode node) {
    if (node.isArray()) {
      return String.join(", ", node.values().stream().map(JsonParser::shown).toList());
    }
    if (node.isBigDecimal()) {
      return Numeral.of(node.decimalValue());
    }
    return node.isMissingNode() || node.isNull() ? "" : node.asString();
  }
}
