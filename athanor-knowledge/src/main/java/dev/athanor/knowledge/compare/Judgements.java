package dev.athanor.knowledge.compare;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Judgements of which documents are relevant to which questions (qrels): {@code query, document, grade} with tabs between them
 * and a line of names above, as BEIR has them, or {@code query, iteration, document, grade}, as TREC has them.
 *
 * @param all the grades of documents, from 1, by the ids of questions
 */
record Judgements(Path file, Map<String, Map<String, Integer>> all) {
  static Judgements read(Path file) {
    Map<String, Map<String, Integer>> all = new LinkedHashMap<>();
    List<String> lines = QuestionFile.text(file).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String[] cells = lines.get(i).strip().split(lines.get(i).contains("\t") ? "\t" : "\\s+", -1);
      boolean heading = i == 0 && !cells[cells.length - 1].matches("-?[0-9]+");
      if (!lines.get(i).isBlank() && !heading) {
        add(file, i + 1L, cells, all);
      }
    }
    return new Judgements(file, all);
  }

  private static void add(Path file, long line, String[] cells, Map<String, Map<String, Integer>> all) {
    if (cells.length < 3 || cells.length > 4 || !cells[cells.length - 1].matches("-?[0-9]{1,6}")) {
      throw QuestionFile.problem(file, line, "this is \"" + String.join(" ", cells)
          + "\"; expected a question's id, a document and a whole number, with tabs between them");
    }
    int grade = Integer.parseInt(cells[cells.length - 1]);
    if (grade > 0) {
      all.computeIfAbsent(cells[0], _ -> new LinkedHashMap<>()).put(cells[cells.length - 2], grade);
    }
  }

  /** The questions that are judged, with what is expected of them. */
  List<Question> of(List<Question> questions) {
    List<Question> judged = questions.stream().filter(each -> all.containsKey(each.id()))
        .map(each -> each.expecting(all.getOrDefault(each.id(), Map.of()), List.of())).toList();
    if (judged.isEmpty()) {
      throw QuestionFile.problem(file, "judges none of the questions"
          + (all.isEmpty() ? "" : ", but \"" + all.keySet().iterator().next() + "\"")
          + "; expected their ids, such as \"" + questions.getFirst().id() + "\"");
    }
    return judged;
  }
}
