package dev.athanor.prompt;

import dev.athanor.error.AthanorException;
import dev.athanor.prompt.source.PromptFailures;
import dev.athanor.prompt.source.SourceText;
import dev.athanor.prompt.template.TemplateText;
import dev.athanor.run.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds all partials that a template depends on, those of its partials too. */
final class Inclusions {
  private final Partials partials;
  private final Map<String, TemplateText> found = new TreeMap<>();
  private final List<String> open = new ArrayList<>();

  private Inclusions(Partials partials) {
    this.partials = partials;
  }

  static Map<String, TemplateText> of(TemplateText template, Partials partials) {
    Inclusions inclusions = new Inclusions(partials);
    inclusions.follow(template);
    return inclusions.found;
  }

  private void follow(TemplateText template) {
    for (TemplateText.Inclusion inclusion : template.inclusions()) {
      String name = inclusion.name();
      if (open.contains(name)) {
        throw cycle(template, inclusion);
      }
      if (!found.containsKey(name)) {
        SourceText source = partials.text(name).orElseThrow(() -> unknown(template, inclusion));
        TemplateText partial = TemplateText.of(source);
        open.add(name);
        follow(partial);
        open.removeLast();
        found.put(name, partial);
      }
    }
  }

  private AthanorException cycle(TemplateText template, TemplateText.Inclusion inclusion) {
    List<String> around = new ArrayList<>(open.subList(open.indexOf(inclusion.name()), open.size()));
    around.add(inclusion.name());
    return AthanorException.user(PromptFailures.CYCLE, template.source().name() + ", " + template.source().at(
        inclusion.offset()) + ": partials include each other without end: " + String.join(" → ", around)
        + "; take one of these inclusions out");
  }

  private AthanorException unknown(TemplateText template, TemplateText.Inclusion inclusion) {
    List<String> nearest = Nearest.to(inclusion.name(), partials.names(), 3);
    return AthanorException.user(PromptFailures.UNKNOWN,
        template.source().name() + ", " + template.source().at(
            inclusion.offset()) + ": there is no partial \"" + inclusion.name() + "\"; "
            + (nearest.isEmpty()
                ? "there are none at all: a partial is a file such as _" + inclusion.name() + ".prompt"
                : "nearest: " + String.join(", ", nearest)));
  }
}
