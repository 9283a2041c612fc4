package dev.athanor.knowledge.compare;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Json;
import dev.athanor.knowledge.compare.Question.Span;
import dev.athanor.knowledge.compare.QuestionFile.Numbered;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A line of JSON that is a question: {@code {"id","question","expected","spans"}}. {@code _id} and {@code text}, {@code input} and
 * {@code document} with {@code start} and {@code end}, as test collections and data sets have them, are read too.
 */
record JsonQuestions(QuestionFile file, long line, JsonNode json) {
  private static final int HIGHEST = 100;
  private static final String EXPECTED =
      "; expected one object a line, such as {\"question\":\"...\",\"expected\":[\"...\"]}";

  static List<Numbered> read(QuestionFile file, List<String> lines) {
    List<Numbered> questions = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        long line = i + 1L;
        questions.add(new Numbered(line, new JsonQuestions(file, line, json(file, line, lines.get(i)))
            .question()));
      }
    }
    return questions;
  }

  private static JsonNode json(QuestionFile file, long line, String text) {
    try {
      JsonNode json = Json.MAPPER.readTree(text);
      if (json.isObject()) {
        return json;
      }
    } catch (JacksonException e) {
      throw file.problem(line, "this is not JSON: " + Json.reason(e) + " in "
          + Json.abbreviate(text, 80) + EXPECTED);
    }
    throw file.problem(line, "this is no JSON object: " + Json.abbreviate(text, 80) + EXPECTED);
  }

  private Question question() {
    String text = first("question", "text", "input").orElseThrow(() -> problem(
        "there is no \"question\"; expected what is asked, as text"));
    String id = first("id", "_id").orElse(Long.toString(line));
    Map<String, Integer> documents = new LinkedHashMap<>();
    expected(json.path("expected"), documents);
    List<Span> spans = new ArrayList<>(spans());
    first("document").ifPresent(document -> {
      documents.putIfAbsent(document, 1);
      if (json.has("start") || json.has("end")) {
        spans.add(stretch(document));
      }
    });
    return new Question(id, text.strip(), documents, spans);
  }

  private Optional<String> first(String... names) {
    for (String name : names) {
      JsonNode value = json.path(name);
      if (value.isString() || value.isNumber()) {
        return Optional.of(value.asString());
      }
      if (!value.isMissingNode() && !value.isNull()) {
        throw problem("\"" + name + "\" is " + shown(value) + "; expected text");
      }
    }
    return Optional.empty();
  }

  private void expected(JsonNode value, Map<String, Integer> documents) {
    if (value.isMissingNode() || value.isNull()) {
      return;
    }
    if (value.isString()) {
      add(value.asString(), 1, documents);
    } else if (value.isObject()) {
      value.forEachEntry((name, grade) -> add(name, grade(grade), documents));
    } else if (value.isArray()) {
      value.forEach(each -> {
        if (each.isObject() && each.path("document").isString()) {
          add(each.path("document").asString(), each.has("relevance") ? grade(each.path("relevance")) : 1,
              documents);
        } else if (each.isString()) {
          add(each.asString(), 1, documents);
        } else {
          throw problem("\"expected\" has " + shown(each) + "; expected the name of a document, or"
              + " {\"document\":\"...\",\"relevance\":2}");
        }
      });
    } else {
      throw problem("\"expected\" is " + shown(value) + "; expected a list of documents");
    }
  }

  /** What is judged to be not relevant is as what is not judged. */
  private void add(String name, int grade, Map<String, Integer> documents) {
    if (name.isBlank()) {
      throw problem("\"expected\" has an empty name; expected that of a document");
    }
    if (grade > 0) {
      documents.merge(name, grade, Math::max);
    }
  }

  private int grade(JsonNode value) {
    if (value.isIntegralNumber() && value.canConvertToInt() && value.intValue() >= 0
        && value.intValue() <= HIGHEST) {
      return value.intValue();
    }
    throw problem("a relevance is " + shown(value) + "; expected a whole number from 0 (not relevant) to "
        + HIGHEST);
  }

  private List<Span> spans() {
    JsonNode value = json.path("spans");
    List<Span> spans = new ArrayList<>();
    if (value.isMissingNode() || value.isNull()) {
      return spans;
    }
    for (JsonNode each : value.isArray() ? value : Json.MAPPER.createArrayNode().add(value)) {
      if (!each.isString() || each.asString().isBlank()) {
        throw problem("\"spans\" has " + shown(each) + "; expected a piece of text that a hit must contain");
      }
      spans.add(new Span.Words(each.asString()));
    }
    return spans;
  }

  private Span stretch(String document) {
    JsonNode start = json.path("start");
    JsonNode end = json.path("end");
    if (!start.isInt() || !end.isInt() || start.intValue() < 0 || end.intValue() <= start.intValue()) {
      throw problem("\"start\" and \"end\" are " + shown(start) + " and " + shown(end)
          + "; expected where the text stands in the document, in code points");
    }
    return new Span.Stretch(document, start.intValue(), end.intValue());
  }

  private static String shown(JsonNode value) {
    return value.isMissingNode() ? "missing" : Json.abbreviate(value.toString(), 60);
  }

  private AthanorException problem(String what) {
    return file.problem(line, what);
  }
}
