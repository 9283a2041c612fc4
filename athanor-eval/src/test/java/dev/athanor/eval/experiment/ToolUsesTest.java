package dev.athanor.eval.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.eval.scorer.ToolUse;
import dev.athanor.model.Message;
import dev.athanor.model.Part;
import dev.athanor.model.Role;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ToolUsesTest {
  private final ToolUses uses = new ToolUses();

  private static Message call(String... idsAndNames) {
    return new Message(Role.ASSISTANT, Stream.of(idsAndNames).map(each -> each.split(":", -1))
        .<Part>map(each -> new Part.ToolCall(each[0], each[1], "{}")).toList());
  }

  private static Message result(String id, String name, String text, boolean failed) {
    return Message.tool(new Part.ToolResult(id, name, List.of(new Part.Text(text)), failed));
  }

  private static ToolUse use(String name, String result) {
    return new ToolUse(name, "{}", Optional.of(result), false);
  }

  @Test
  void aResultWithoutANameBelongsToTheCallWhoseIdItHas() {
    uses.read(List.of(Message.user("q"), call("t1:find", "t2:book"), result("t2", "", "full", true),
        result("t1", "", "two", false)));
    assertThat(uses.all()).containsExactly(use("find", "two"),
        new ToolUse("book", "{}", Optional.of("full"), true));
  }

  @Test
  void aConversationThatIsSentAgainAsItGrowsHasEachCallOnceAlsoWithoutIds() {
    List<Message> first = List.of(Message.user("q"), call(":find", ":find"));
    uses.read(first);
    List<Message> second = Stream.concat(first.stream(), Stream.of(result("", "find", "one", false),
        result("", "", "two", false), call(":find"))).toList();
    uses.read(second);
    assertThat(uses.all()).containsExactly(use("find", "one"), use("find", "two"),
        new ToolUse("find", "{}", Optional.empty(), false));
  }

  @Test
  void anotherConversationHasCallsOfItsOwn() {
    List<Message> one = List.of(Message.user("q"), call(":find"), result("", "find", "one", false));
    List<Message> other = List.of(Message.user("p"), call(":find"), result("", "find", "two", false));
    uses.read(one);
    uses.read(other);
    uses.read(Stream.concat(one.stream(), Stream.of(Message.assistant("done"))).toList());
    assertThat(uses.all()).containsExactly(use("find", "one"), use("find", "two"));
  }

  @Test
  void anIdThatIsUsedAgainInAConversationIsAnotherCall() {
    uses.read(List.of(Message.user("q"), call("0:find"), result("0", "", "one", false), call("0:find"),
        result("0", "", "two", false)));
    assertThat(uses.all()).containsExactly(use("find", "one"), use("find", "two"));
  }
}
