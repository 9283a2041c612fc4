package dev.athanor.prompt.template;

import dev.athanor.model.Message;
import dev.athanor.model.Role;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes turns of rendered text. Blank text between two roles is nothing; after the history the model speaks, until a role
 * says otherwise; history that the template has no place for stands before the last turn of the user.
 */
final class Turns {
  private final List<Message> history;
  private final List<Turn> turns = new ArrayList<>();
  private final List<Piece> pieces = new ArrayList<>();
  private final StringBuilder words = new StringBuilder();
  /** Since the last role or history: kept only if any of it is more than blank. */
  private final List<Marks.Stretch> pending = new ArrayList<>();
  private Role role = Role.USER;

  private Turns(List<Message> history) {
    this.history = history;
  }

  static List<Turn> of(List<Marks.Stretch> stretches, List<Message> history) {
    Turns turns = new Turns(history);
    stretches.forEach(turns::add);
    turns.end();
    return turns.withHistory();
  }

  private void add(Marks.Stretch stretch) {
    switch (stretch) {
      case Marks.Stretch.Marked(Mark.Speaker(Role next)) -> {
        end();
        role = next;
      }
      case Marks.Stretch.Marked(Mark.History()) -> {
        end();
        history.forEach(message -> turns.add(Turn.of(message, true)));
        role = Role.ASSISTANT;
      }
      case Marks.Stretch.Marked(Mark.Inserted _),Marks.Stretch.Words _ -> pending.add(stretch);
    }
  }

  private void end() {
    pending.forEach(stretch -> {
      switch (stretch) {
        case Marks.Stretch.Words(String text) -> words.append(text);
        case Marks.Stretch.Marked(Mark.Inserted(Piece piece)) -> {
          endWords();
          pieces.add(piece);
        }
        case Marks.Stretch.Marked _ -> throw new IllegalStateException("a role or a history is not pending");
      }
    });
    pending.clear();
    endWords();
    if (!pieces.isEmpty()) {
      turns.add(new Turn(role, pieces, false));
      pieces.clear();
    }
  }

  private void endWords() {
    if (!words.toString().isBlank()) {
      pieces.add(new Piece.Words(words.toString()));
    }
    words.setLength(0);
  }

  private List<Turn> withHistory() {
    if (history.isEmpty() || turns.stream().anyMatch(Turn::history)) {
      return List.copyOf(turns);
    }
    boolean beforeLast = !turns.isEmpty() && turns.getLast().role() == Role.USER;
    int at = beforeLast ? turns.size() - 1 : turns.size();
    turns.addAll(at, history.stream().map(message -> Turn.of(message, false)).toList());
    return List.copyOf(turns);
  }
}
