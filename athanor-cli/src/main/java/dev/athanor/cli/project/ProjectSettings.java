package dev.athanor.cli.project;

import dev.athanor.error.AthanorException;
import dev.athanor.run.Nearest;
import dev.athanor.system.SystemDefinition;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is written in {@code athanor.yaml}.
 *
 * @param knowledge what the project knows
 * @param models whom its systems ask
 * @param systems what answers, by name, in the order of the file
 * @param ask the name of the system that is asked if none is named
 */
public record ProjectSettings(KnowledgeSettings knowledge, ModelsSettings models,
    Map<String, SystemDefinition> systems, String ask) {
  /** The name of the system that is there even if the file names none. */
  public static final String ASK = "ask";

  private static final int SHOWN = 5;

  /** Copies, and checks that there is such a system. */
  public ProjectSettings {
    systems = Collections.unmodifiableMap(new LinkedHashMap<>(systems));
    if (!systems.containsKey(ask)) {
      throw unknown(ask, systems);
    }
  }

  /** The system of that name. */
  public SystemDefinition system(String name) {
    SystemDefinition system = systems.get(name);
    if (system == null) {
      throw unknown(name, systems);
    }
    return system;
  }

  private static AthanorException unknown(String name, Map<String, SystemDefinition> systems) {
    return AthanorException.user("system-unknown", "there is no system \"" + name + "\" in " + Project.FILE
        + "; nearest: " + String.join(", ", Nearest.to(name, List.copyOf(systems.keySet()), SHOWN))
        + "; define it there under systems");
  }
}
