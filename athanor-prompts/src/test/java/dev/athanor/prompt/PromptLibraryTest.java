package dev.athanor.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Json;
import dev.athanor.model.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromptLibraryTest {
  @TempDir
  Path folder;

  private void write(String file, String text) throws IOException {
    Path path = folder.resolve("prompts").resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private PromptLibrary library() {
    return PromptLibrary.in(folder.resolve("prompts"));
  }

  @Test
  void aFolderHasPromptsVariantsAndPartials() throws Exception {
    write("greet.prompt", "{{> name}}");
    write("greet.formal.prompt", "Dear {{> mail/name}}");
    write("mail/reply.prompt", "");
    write("_name.prompt", "{{name}}");
    write("mail/_name.prompt", "Mx {{name}}");
    write(".hidden.prompt", "{{");
    write("notes.md", "{{");
    assertThat(library().names()).extracting(PromptName::toString).containsExactly("greet", "greet.formal",
        "mail/reply");
    assertThat(library().partials().names()).containsExactly("mail/name", "name");
    assertThat(library().all()).hasSize(3);
    var formal = library().load(PromptName.parse("greet.formal"));
    assertThat(formal.name().variant()).contains("formal");
    assertThat(formal.render(PromptInput.of(Json.object().put("name", "Ö"))).messages())
        .containsExactly(Message.user(
            "Dear Mx Ö"));
  }

  @Test
  void anEmptyFileIsAPromptThatSaysNothing() throws Exception {
    write("empty.prompt", "");
    assertThat(library().load(PromptName.parse("empty")).render(PromptInput.EMPTY).messages()).isEmpty();
  }

  @Test
  void anUnknownPromptIsNamedWithTheNearest() throws Exception {
    assertThatThrownBy(() -> library().load(PromptName.parse("greet"))).hasMessageEndingWith(
        "has no prompts yet: a prompt is a file such as greet.prompt");
    write("greet.prompt", "x");
    assertThatThrownBy(() -> library().load(PromptName.parse("gret"))).hasMessage(
        "there is no prompt \"gret\"; nearest: greet")
        .isInstanceOfSatisfying(AthanorException.class, e -> assertThat(e
            .code()).isEqualTo("prompt-unknown"));
    assertThatThrownBy(() -> library().load(PromptName.parse("../secret"))).hasMessageContaining(
        "there is no prompt \"../secret\"");
  }

  @Test
  void whatIsLoadedIsChecked() throws Exception {
    write("bad.prompt", "---\ninput:\n  schema:\n    name: string\n---\n\nHello {{nmae}}\n");
    assertThatThrownBy(() -> library().load(PromptName.parse("bad"))).hasMessageStartingWith(
        "prompts/bad.prompt, line 7, column 9: the variable \"nmae\" is not declared");
    write("part.prompt", "---\ninput:\n  schema:\n    name: string\n---\n{{> p}}");
    write("_p.prompt", "a\r\nb {{nmae}}");
    assertThatThrownBy(() -> library().load(PromptName.parse("part"))).hasMessageStartingWith(
        "prompts/_p.prompt, line 2, column 5: the variable \"nmae\" is not declared");
  }

  @Test
  void aNameInTheFileMustBeItsOwn() throws Exception {
    write("mail/a.prompt", "---\nname: a\n---\nx");
    write("b.prompt", "---\nname: c\n---\nx");
    write("c.short.prompt", "---\nvariant: long\n---\nx");
    assertThat(library().load(PromptName.parse("mail/a"))).isNotNull();
    assertThatThrownBy(() -> library().load(PromptName.parse("b"))).hasMessage(
        "prompts/b.prompt, line 2, column 7: name: \"c\" is not what the file is called; expected b, or no name");
    assertThatThrownBy(() -> library().load(PromptName.parse("c.short")))
        .hasMessageEndingWith("expected short");
  }
}
