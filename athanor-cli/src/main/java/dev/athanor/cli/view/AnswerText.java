package dev.athanor.cli.view;

import dev.athanor.cli.terminal.PlainText;
import dev.athanor.cli.terminal.Screen;
import dev.athanor.cli.terminal.Style;
import dev.athanor.cli.terminal.TextWidth;
import dev.athanor.journal.RunId;
import dev.athanor.knowledge.answer.Answer;
import dev.athanor.knowledge.answer.Citation;
import dev.athanor.knowledge.retrieve.Passage;
import dev.athanor.run.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What came of a question, for people: the answer, and where it stands. */
public final class AnswerText {
  private AnswerText() {}

  /** An answer, or why there is none. */
  public static List<String> lines(RunId run, Answer answer, Screen screen) {
    return switch (answer) {
      case Answer.Answered answered -> answered(answered, screen);
      case Answer.Abstained abstained -> abstained(run, abstained, screen);
    };
  }

  private static List<String> answered(Answer.Answered answered, Screen screen) {
    List<String> lines = new ArrayList<>(answered.highlight().isPresent()
        ? highlighted(answered, answered.highlight().get(), screen)
        : paragraphs(answered.answer(), screen));
    lines.addAll(citations(answered, screen));
    return lines;
  }

  /** Where an answer stands; nothing if it has no citations. */
  public static List<String> citations(Answer.Answered answered, Screen screen) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < answered.citations().size(); i++) {
      if (i == 0) {
        lines.add("");
      }
      Citation citation = answered.citations().get(i);
      lines.add(place(i + 1, citation, screen));
      if (i > 0 || answered.highlight().isEmpty()) {
        quote(citation, screen).forEach(lines::add);
      }
    }
    return lines;
  }

  /** What a model has written, with its own line ends. */
  private static List<String> paragraphs(String text, Screen screen) {
    return PlainText.of(text).lines()
        .flatMap(line -> TextWidth.of(line) <= screen.textWidth() ? Stream.of(line)
            : TextWidth.wrap(line, screen.textWidth()).stream())
        .toList();
  }

  private static List<String> abstained(RunId run, Answer.Abstained abstained, Screen screen) {
    List<String> lines = new ArrayList<>();
    lines.add(screen.paint(Style.CAUTION, "No answer."));
    lines.addAll(TextWidth.wrap(PlainText.of(abstained.explanation(run.value())), screen.textWidth()));
    if (!abstained.citations().isEmpty()) {
      lines.add("");
      lines.add(screen.paint(Style.FAINT, "What comes nearest:"));
      for (int i = 0; i < abstained.citations().size(); i++) {
        lines.add(place(i + 1, abstained.citations().get(i), screen));
        quote(abstained.citations().get(i), screen).forEach(lines::add);
      }
    }
    return lines;
  }

  private static String place(int number, Citation citation, Screen screen) {
    return screen.paint(Style.HANDLE, "[" + citation.number().orElse(number) + "]") + " "
        + screen.paint(Style.STRONG, citation
            .section())
        + screen.paint(Style.FAINT, "  " + citation.document() + ", characters " + citation.start()
            + " to " + citation.end());
  }

  private static List<String> quote(Citation citation, Screen screen) {
    return TextWidth.wrap(citation.quote(), screen.textWidth() - 6).stream()
        .map(line -> "    " + screen.paint(Style.FAINT, line)).toList();
  }

  /** The answer's text, with the words that look most like the answer itself painted. */
  private static List<String> highlighted(Answer.Answered answered, Passage highlight, Screen screen) {
    List<String> lines = TextWidth.wrap(answered.answer(), screen.textWidth());
    int from = offset(answered, highlight);
    int to = from + TextWidth.oneLine(highlight.text()).length();
    List<String> painted = new ArrayList<>();
    int at = 0;
    for (String line : lines) {
      int begin = Math.clamp(from - at, 0, line.length());
      int end = Math.clamp(to - at, 0, line.length());
      painted.add(begin < end
          ? line.substring(0, begin) + screen.paint(Style.STRONG, line.substring(begin, end))
              + line.substring(
                  end)
          : line);
      at += line.length() + 1;
    }
    return painted;
  }

  /** Where the highlight begins in the answer; past its end if it is not in it. */
  private static int offset(Answer.Answered answered, Passage highlight) {
    String answer = TextWidth.oneLine(answered.answer());
    Citation first = answered.citations().getFirst();
    int inQuote = highlight.start() - first.start();
    String words = TextWidth.oneLine(highlight.text());
    int length = first.quote().codePointCount(0, first.quote().length());
    String before = inQuote > 0 && inQuote <= length
        ? first.quote().substring(0, first.quote().offsetByCodePoints(0, inQuote))
        : "";
    int found = answer.indexOf(words, Math.max(0, before.stripLeading().replaceAll("\\s+", " ").length()
        - 1));
    return found < 0 ? answer.length() : found;
  }

  /** How a run came out that has no answer: one line for each thing to know, and the next step. */
  public static List<String> obstacle(String run, Outcome<?> outcome) {
    return switch (outcome) {
      case Outcome.Done<?> _ -> List.of();
      case Outcome.Failed<?>(var failure) -> List.of("the run failed: " + failure
          + "; look at it with: athanor show " + run);
      case Outcome.Exhausted<?>(var failure) -> List.of("the run is over: " + failure.message());
      case Outcome.Waiting<?>(var waits) -> waits.stream().map(wait -> "the run waits at " + wait.path()
          + " for " + wait.signal() + wait.due().map(due -> " until " + due).orElse("")).toList();
      case Outcome.InDoubt<?>(var doubts) -> doubts.stream().map(doubt -> "nobody knows whether "
          + doubt.operation() + " at " + doubt.path() + " happened; find out, and settle it").toList();
      case Outcome.Diverged<?>(var divergence) -> divergence.toString().lines().toList();
    };
  }
}
