package dev.athanor.knowledge.answer;

import dev.athanor.document.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Lists the stretches of words of one sentence that may be an answer, with their features. What a stretch is made of, what
 * stands beside it and how near it is to words of the question tell most; grammar is only guessed at, from a closed list of
 * words and from capital letters.
 */
final class AnswerSpans {
  private static final int MOST_TOKENS = 8;

  private final Question question;
  private final List<Token> tokens;
  private final List<String> forms;
  private final String kind;

  AnswerSpans(Question question, String sentence) {
    this.question = question;
    this.tokens = Token.of(sentence);
    this.forms = tokens.stream().map(token -> token.isMark() ? "" : Question.form(token.text())).toList();
    this.kind = question.kind().label();
  }

  /** A stretch and its features. */
  record Featured(Span span, Map<String, Double> features) {}

  List<Featured> all() {
    List<Featured> spans = new ArrayList<>();
    for (int from = 0; from < tokens.size(); from++) {
      for (int to = from; to < Math.min(tokens.size(), from + MOST_TOKENS); to++) {
        String role = tokens.get(to).role();
        if (role.equals("bracket") || (role.equals("mark") && !isPart(to))) {
          break;
        }
        if (tokens.get(from).isContent() && tokens.get(to).isContent() && !isAsked(from, to)) {
          spans.add(
              new Featured(new Span(tokens.get(from).start(), tokens.get(to).end()), features(from, to)));
        }
      }
    }
    return spans;
  }

  /** Marks that stand inside names and numbers. */
  private boolean isPart(int token) {
    String text = tokens.get(token).text();
    return text.equals("\"") || text.equals("'") || text.equals("-") || text.equals(".") || text.equals("–")
        || text.equals("%");
  }

  /** Whether the question has all these words: then they are not what it asks for. */
  private boolean isAsked(int from, int to) {
    for (int i = from; i <= to; i++) {
      if (tokens.get(i).isContent() && !question.weights().containsKey(forms.get(i))) {
        return false;
      }
    }
    return true;
  }

  private Map<String, Double> features(int from, int to) {
    var features = new Features(kind);
    String shape = shape(from, to);
    features.add("shape=" + shape);
    features.addPlain("length=" + bucket(to - from + 1));
    features.add("length=" + bucket(to - from + 1) + "&shape=" + shape);
    addBoundaries(features, from, to);
    addInside(features, from, to);
    addNearness(features, from, to);
    addHead(features, from, to);
    return features.values;
  }

  private String shape(int from, int to) {
    int names = 0;
    int numbers = 0;
    int content = 0;
    for (int i = from; i <= to; i++) {
      Token token = tokens.get(i);
      if (token.isMonth()) {
        return "date";
      }
      if (token.isContent()) {
        content++;
        names += token.isCapitalised() ? 1 : 0;
        numbers += token.isNumber() ? 1 : 0;
      }
    }
    if (numbers > 0) {
      Token first = tokens.get(from);
      return numbers == content ? first.isYear() ? "year" : "number"
          : first.isNumber() ? "quantity" : "with-number";
    }
    if (names == content) {
      return from == 0 && content == 1 ? "initial" : "name";
    }
    return names > 0 ? "mixed" : "words";
  }

  private void addBoundaries(Features features, int from, int to) {
    String before = from == 0 ? "start" : tokens.get(from - 1).role();
    String after = to + 1 == tokens.size() ? "end" : tokens.get(to + 1).role();
    features.add("before=" + before);
    features.add("after=" + after);
    if (from > 0 && !tokens.get(from - 1).isMark()) {
      features.add("before-word=" + tokens.get(from - 1).lower(), before.equals("preposition") ? 1 : 0);
    }
    boolean name = tokens.get(from).isCapitalised() && tokens.get(to).isCapitalised();
    features.addPlain("splits-name-before", name && before.equals("name") ? 1 : 0);
    features.addPlain("splits-name-after", name && after.equals("name") ? 1 : 0);
    features.addPlain("splits-words-before", tokens.get(from).isContent() && before.equals("word") ? 1 : 0);
    features.addPlain("splits-words-after",
        tokens.get(to).role().equals("word") && after.equals("word") ? 1 : 0);
    features.addPlain("splits-number", tokens.get(to).isNumber() && after.equals("number") ? 1 : 0);
    boolean quoted = from > 0 && to + 1 < tokens.size() && "\"“'‘".contains(tokens.get(from - 1).text())
        && "\"”'’".contains(tokens.get(to + 1).text());
    features.add("quoted", quoted ? 1 : 0);
  }

  private void addInside(Features features, int from, int to) {
    double asked = 0;
    double all = 0;
    for (int i = from; i <= to; i++) {
      String role = tokens.get(i).role();
      if (!tokens.get(i).isContent()) {
        features.add("inside=" + role);
      } else {
        all++;
        asked += question.weights().containsKey(forms.get(i)) ? 1 : 0;
      }
    }
    features.add("asked", asked / all);
    features.addPlain("asked-at-start", question.weights().containsKey(forms.get(from)) ? 1 : 0);
    features.addPlain("asked-at-end", question.weights().containsKey(forms.get(to)) ? 1 : 0);
  }

  private void addNearness(Features features, int from, int to) {
    double nearness = 0;
    double before = 0;
    double nearest = 0;
    for (int i = 0; i < tokens.size(); i++) {
      if (i >= from && i <= to) {
        continue;
      }
      double weight = question.weights().getOrDefault(forms.get(i), 0.0);
      int distance = i < from ? from - i : i - to;
      nearness += weight / (1 + distance);
      before += i < from ? weight / (1 + distance) : 0;
      nearest = Math.max(nearest, weight > 0 ? 1.0 / distance : 0);
    }
    double total = Math.max(1e-9, question.totalWeight());
    features.add("nearness", 4 * nearness / total);
    features.add("nearness-before", 4 * before / total);
    features.add("nearest", nearest);
  }

  private void addHead(Features features, int from, int to) {
    if (question.head().isEmpty()) {
      return;
    }
    String head = question.head();
    features.add("head-after", to + 1 < tokens.size() && forms.get(to + 1).equals(head) ? 1 : 0);
    features.add("head-before", from > 0 && forms.get(from - 1).equals(head) ? 1 : 0);
    features.add("head-at-end", forms.get(to).equals(head) ? 1 : 0);
    features.add("head-inside", forms.subList(from, to).contains(head) ? 1 : 0);
  }

  private static String bucket(int length) {
    return length <= 3 ? Integer.toString(length) : length <= 5 ? "4-5" : "6+";
  }

  /** Each feature counts by itself and once more for this kind of question. */
  private static final class Features {
    private final String kind;
    private final Map<String, Double> values = new TreeMap<>();

    Features(String kind) {
      this.kind = kind;
    }

    void add(String name) {
      add(name, 1);
    }

    void add(String name, double value) {
      addPlain(name, value);
      addPlain(kind + ":" + name, value);
    }

    void addPlain(String name) {
      addPlain(name, 1);
    }

    void addPlain(String name, double value) {
      if (value != 0) {
        values.put(name, value);
      }
    }
  }
}
