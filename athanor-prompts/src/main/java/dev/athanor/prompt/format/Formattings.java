package dev.athanor.prompt.format;

import dev.athanor.error.AthanorException;
import dev.athanor.prompt.Partials;
import dev.athanor.prompt.Prompt;
import dev.athanor.prompt.PromptFile;
import dev.athanor.prompt.format.Skeleton.Piece;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** Draws other ways to write a prompt. Partials, the front matter, every expression and all other text stay as they are. */
public final class Formattings {
  private Formattings() {}

  /**
   * So many distinct formattings of a prompt, the original one first; the same each time.
   *
   * @param seed decides which are drawn
   * @throws AthanorException {@code prompt-fieldless} if the prompt has no field, {@code prompt-formats} if it has not so many formattings
   */
  public static List<Formatting> of(Prompt prompt, int many, long seed) {
    Skeleton skeleton = Skeleton.of(prompt.file().template().text());
    if (skeleton.fields() == 0) {
      throw AthanorException.user("prompt-fieldless", "the prompt " + prompt.name() + " ("
          + prompt.file().front()
              .source().name()
          + ") has no field, so there is no other way to write it; expected at least one line such"
          + " as \"Question: {{question}}\": one to five words, a colon, and an expression there or on the next line");
    }
    List<Formatting> formattings = new ArrayList<>();
    Set<String> texts = new LinkedHashSet<>();
    List<Layout> layouts = Layout.of(skeleton);
    Collections.shuffle(layouts, new Random(seed));
    layouts.addFirst(Layout.ORIGINAL);
    for (Layout layout : layouts) {
      String template = skeleton.written(layout);
      if (formattings.size() < many && texts.add(template)) {
        formattings.add(formatting(prompt, skeleton, layout, template));
      }
    }
    if (formattings.size() < many) {
      throw AthanorException.user("prompt-formats", "the prompt " + prompt.name() + " can be written in "
          + formattings.size() + " ways, and " + many + " are asked for; ask for fewer");
    }
    return formattings;
  }

  private static Formatting formatting(Prompt prompt, Skeleton skeleton, Layout layout, String template) {
    boolean original = layout.equals(Layout.ORIGINAL);
    String shown = shown(skeleton, layout);
    if (original) {
      return new Formatting(Formatting.ORIGINAL, shown, prompt);
    }
    String text = prompt.file().text();
    String front = text.substring(0, prompt.file().front().templateStart());
    PromptFile file = PromptFile.of(prompt.file().front().source().name(), front + template);
    return new Formatting(layout.name(), shown,
        Prompt.of(prompt.name(), file, Partials.of(prompt.partials())));
  }

  /** The fields without their values. */
  private static String shown(Skeleton skeleton, Layout layout) {
    return skeleton.pieces().stream().filter(piece -> !(piece instanceof Piece.Fixed))
        .map(piece -> new Skeleton(List.of(piece)).written(layout)
            + (piece instanceof Piece.Name name && !name.open()
                ? "…" : piece instanceof Piece.Label ? " … " : ""))
        .collect(Collectors.joining()).replace("\n", "\\n").replace("\t", "\\t");
  }
}
