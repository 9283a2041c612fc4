package dev.athanor.knowledge.compare;

import dev.athanor.document.DocumentId;
import dev.athanor.knowledge.compare.Question.Span;
import dev.athanor.knowledge.filter.Filter;
import dev.athanor.knowledge.index.DocumentTraits;
import dev.athanor.knowledge.index.IndexedChunk;
import dev.athanor.knowledge.index.IndexedDocument;
import dev.athanor.knowledge.index.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holds what questions expect against what two snapshots have: a document that nobody can find is no failure of the search. It is
 * left out and named.
 */
final class Expectations {
  private static final int AT_ONCE = 500;

  private final List<Snapshot> snapshots;
  private final Set<String> ids = new HashSet<>();
  /** Documents by the ends of their ids. */
  private final Map<String, Set<String>> ends = new HashMap<>();
  private final Map<String, Set<String>> unknown = new LinkedHashMap<>();
  private final Map<String, String> texts = new HashMap<>();

  /** Against these. They are open for as long as this is used. */
  Expectations(List<Snapshot> snapshots) {
    this.snapshots = snapshots;
    for (Snapshot snapshot : snapshots) {
      for (IndexedDocument document : snapshot.documents()) {
        String id = document.id().value();
        if (ids.add(id)) {
          String end = id.substring(Math.max(id.lastIndexOf('/'), id.lastIndexOf('#')) + 1);
          ends.computeIfAbsent(end, _ -> new LinkedHashSet<>()).add(id);
          int dot = end.lastIndexOf('.');
          if (dot > 0) {
            ends.computeIfAbsent(end.substring(0, dot), _ -> new LinkedHashSet<>()).add(id);
          }
        }
      }
    }
  }

  /** What was expected and can't be found by anybody, with the ids of the questions. */
  Map<String, Set<String>> unknown() {
    return unknown;
  }

  /** The same questions, expecting only what can be found, by the documents' ids. */
  List<Question> of(List<Question> questions, Filter filter, boolean filtered) {
    List<Question> known = questions.stream().map(this::known).toList();
    return filtered ? passing(known, filter) : known;
  }

  private Question known(Question question) {
    Map<String, Integer> documents = new LinkedHashMap<>();
    question.documents().forEach((name, grade) -> resolved(name).ifPresentOrElse(
        id -> documents.merge(id, grade, Math::max), () -> unknown(name, question)));
    boolean nowhere = documents.isEmpty() && !question.documents().isEmpty();
    List<Span> spans = new ArrayList<>();
    for (Span span : question.spans()) {
      switch (span) {
        case Span.Stretch(String document, int start, int end) ->
            resolved(document).ifPresent(id -> spans.add(new Span.Stretch(id, start, end)));
        case Span.Words words when nowhere -> {
        }
        case Span.Words words when says(documents.keySet(), words.text()) -> spans.add(words);
        case Span.Words words -> unknown("\"" + words.text() + "\"", question);
      }
    }
    boolean lost = spans.isEmpty() && !question.spans().isEmpty();
    return question.expecting(lost ? Map.of() : documents, spans);
  }

  private void unknown(String what, Question question) {
    unknown.computeIfAbsent(what, _ -> new LinkedHashSet<>()).add(question.id());
  }

  /** By its id, or by the end of its id as long as only one document has it. */
  private Optional<String> resolved(String name) {
    if (ids.contains(name)) {
      return Optional.of(name);
    }
    Set<String> ending = ends.getOrDefault(name, Set.of());
    return ending.size() == 1 ? ending.stream().findFirst() : Optional.empty();
  }

  /** Whether one of these documents has a section with these words; not asked of all documents there are. */
  private boolean says(Set<String> documents, String words) {
    return documents.isEmpty() || documents.stream()
        .anyMatch(each -> texts.computeIfAbsent(each, this::text).contains(Judge.words(words)));
  }

  private String text(String document) {
    Set<String> sections = new LinkedHashSet<>();
    for (Snapshot snapshot : snapshots) {
      for (IndexedChunk chunk : snapshot.chunks(new DocumentId(document))) {
        sections.add(Judge.words(chunk.parent().text()));
        sections.add(Judge.words(chunk.excerpt().text()));
      }
    }
    return String.join("\0", sections);
  }

  /** Without the documents that the filter keeps from being found. */
  private List<Question> passing(List<Question> questions, Filter filter) {
    Set<String> expected = new LinkedHashSet<>();
    questions.forEach(each -> expected.addAll(each.documents().keySet()));
    Set<String> passing = new HashSet<>();
    for (Snapshot snapshot : snapshots) {
      List<String> all = List.copyOf(expected);
      for (int from = 0; from < all.size(); from += AT_ONCE) {
        List<DocumentTraits> traits = snapshot.traits(all.subList(from, Math.min(all.size(), from + AT_ONCE))
            .stream().map(DocumentId::new).toList());
        snapshot.same(traits, filter).forEach(each -> passing.add(each.id().value()));
      }
    }
    return questions.stream().map(each -> passing(each, passing)).toList();
  }

  private Question passing(Question question, Set<String> passing) {
    Map<String, Integer> documents = new LinkedHashMap<>(question.documents());
    documents.keySet().retainAll(passing);
    question.documents().keySet().stream().filter(each -> !passing.contains(each))
        .forEach(each -> unknown(each + " (does not pass the filter)", question));
    boolean lost = documents.isEmpty() && !question.documents().isEmpty();
    return question.expecting(documents, lost ? List.of() : question.spans());
  }
}
