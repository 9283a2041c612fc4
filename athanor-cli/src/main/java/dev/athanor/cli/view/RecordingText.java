package dev.athanor.cli.view;

import dev.athanor.cli.terminal.Screen;
import dev.athanor.cli.terminal.Style;
import dev.athanor.cli.terminal.Table;
import dev.athanor.cli.terminal.Table.Column;
import dev.athanor.cli.terminal.TextWidth;
import dev.athanor.journal.Failure;
import dev.athanor.journal.Result;
import dev.athanor.journal.RunId;
import dev.athanor.model.Message;
import dev.athanor.model.ModelResponse;
import dev.athanor.model.Usage;
import dev.athanor.proxy.exchange.Answered;
import dev.athanor.proxy.exchange.Asked;
import dev.athanor.proxy.exchange.Service;
import dev.athanor.proxy.recording.Difference;
import dev.athanor.proxy.recording.RecordedExchange;
import dev.athanor.run.Recording;
import dev.athanor.simulator.answer.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A recording as the conversations that it holds. */
public final class RecordingText {
  private static final int ASKED = 48;

  private RecordingText() {}

  /** What was recorded, in one line, for whoever has recorded it. */
  public static String told(RunId id, List<RecordedExchange> exchanges, String command, Screen screen) {
    long unreachable = count(exchanges, Answered.Ending.UNREACHABLE);
    long broken = count(exchanges, Answered.Ending.BROKEN);
    long left = count(exchanges, Answered.Ending.LEFT);
    List<String> troubles = new ArrayList<>();
    if (unreachable > 0) {
      troubles.add(unreachable + " without reaching the provider");
    }
    if (broken > 0) {
      troubles.add(broken + " broken off by the provider");
    }
    if (left > 0) {
      troubles.add(left + " that the program did not hear to its end");
    }
    String line = "athanor: recorded " + Wording.count(exchanges.size(), "exchange")
        + (troubles.isEmpty() ? ""
            : " (" + String.join(", ", troubles) + ")")
        + " as run " + screen.paintTalk(Style.HANDLE, id.value());
    return exchanges.isEmpty()
        ? line + "; nothing has passed the proxy: does the program's client read "
            + Service.OPENAI.variables()
                .getFirst()
            + " or the like? Else give it that address in its code"
        : line + "; look at it with: " + command + " show " + id;
  }

  private static long count(List<RecordedExchange> exchanges, Answered.Ending ending) {
    return exchanges.stream().flatMap(one -> one.answered().stream()).filter(answered -> answered
        .ending() == ending).count();
  }

  /** The exchanges, under a heading, by their arrival. */
  public static List<String> table(Recording recording, Screen screen) {
    Table table = new Table(Column.number("STEP"), Column.text("MODEL"), Column.text("ASKED"), Column.text(
        "ORIGIN"), Column.number("TOKENS"), Column.number("TOOK"), Column.text("ANSWERED"));
    for (RecordedExchange one : RecordedExchange.of(recording)) {
      Asked asked = one.asked();
      Optional<Answered> answered = one.answered();
      table.row(Table.cell(Style.HANDLE, one.number()), Table.cell(model(asked)), Table.cell(TextWidth.cut(
          TextWidth.oneLine(last(asked)), ASKED)), Table.cell(Style.FAINT,
              Wording.origin(one.step()
                  .origin())),
          Table.cell(answered.flatMap(Answered::answer).map(said -> tokens(said.usage()))
              .orElse("")),
          Table.cell(Style.FAINT, Wording.lasted(one.lasted())), answer(one, answered));
    }
    return table.lines(screen);
  }

  private static String model(Asked asked) {
    return asked.service().word() + Difference.question(asked).map(question -> ":" + question.model()).orElse(
        "");
  }

  /** What was said last; of what is no conversation, method and path. */
  private static String last(Asked asked) {
    return Difference.question(asked).map(Question::messages).filter(messages -> !messages.isEmpty()).map(
        messages -> role(messages.getLast()) + ": " + Difference.text(messages.getLast())).orElseGet(
            asked::line);
  }

  private static String role(Message message) {
    return message.role().name().toLowerCase(Locale.ROOT);
  }

  private static String tokens(Usage usage) {
    return usage.input().map(Object::toString).orElse("?") + " + " + usage.output().map(Object::toString)
        .orElse("?");
  }

  private static Table.Cell answer(RecordedExchange one, Optional<Answered> answered) {
    if (one.step().result() instanceof Result.Failed(Failure failure)) {
      return Table.cell(Style.BAD, failure.toString());
    }
    Answered got = answered.orElseThrow();
    String text = got.answer().map(said -> TextWidth.oneLine(Difference.text(said.message()))).orElse("");
    String ending = switch (got.ending()) {
      case COMPLETE -> got.status() < 400 && got.answer().isPresent() ? "" : Integer.toString(got.status());
      case BROKEN -> "broken off";
      case LEFT -> "the program left";
      case UNREACHABLE -> "provider unreachable";
    };
    Style style = got.ending() != Answered.Ending.COMPLETE || got.status() >= 400 ? Style.BAD : Style.GOOD;
    return Table.cell(style, (ending + (ending.isEmpty() || text.isEmpty() ? "" : ": ") + text).strip());
  }

  /** One exchange: the conversation, and what the model has said. Empty if it is none. */
  public static Optional<List<String>> conversation(RecordedExchange one, Screen screen) {
    Optional<Question> question = Difference.question(one.asked());
    Optional<ModelResponse> said = one.answered().flatMap(Answered::answer);
    if (question.isEmpty() || said.isEmpty()) {
      return Optional.empty();
    }
    List<String> lines = new ArrayList<>();
    lines.add(screen.paint(Style.STRONG, model(one.asked())) + screen.paint(Style.FAINT, "  " + one.path()
        + ", " + tokens(said.get().usage()) + " tokens in " + Wording.lasted(one.lasted())));
    question.get().tools()
        .forEach(tool -> lines.add(screen.paint(Style.FAINT, "tool       " + tool.name() + "  "
            + TextWidth.oneLine(tool.description()))));
    question.get().messages().forEach(message -> add(role(message), Difference.text(message), lines, screen));
    lines.add("");
    add("answer", Difference.text(said.get().message()), lines, screen);
    return Optional.of(lines);
  }

  private static void add(String title, String text, List<String> lines, Screen screen) {
    String name = screen.paint(Style.STRONG, String.format(Locale.ROOT, "%-9s  ", title));
    for (String line : text.split("\n", -1)) {
      lines.add(name + line);
      name = " ".repeat(11);
    }
  }
}
