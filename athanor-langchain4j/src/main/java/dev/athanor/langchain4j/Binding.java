package dev.athanor.langchain4j;

import dev.athanor.run.Run;
import dev.langchain4j.data.message.ChatMessage;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a thread that runs an application's code belongs to. */
sealed interface Binding {
  /** Of the current thread; not bound outside of any run. */
  ScopedValue<Binding> HERE = ScopedValue.newInstance();

  /**
   * The thread runs the program.
   *
   * @param run which is the thread's own
   * @param input of the run, as JSON
   * @param stores the conversations as the run knows them, by store and name; shared by all threads of the run
   */
  record Inside(Run run, String input, Map<Object, Map<Object, List<ChatMessage>>> stores)
      implements Binding {
    /** What a conversation is called that has got its name by chance: in a replay it has another. */
    private static final String MADE_UP = "(made up)";
    private static final String ONLY_ONE = "default";
    private static final Pattern UUID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    /** At a run's beginning. */
    static Inside of(Run run, String input) {
      return new Inside(run, input, Collections.synchronizedMap(new IdentityHashMap<>()));
    }

    /** The same run on another thread. */
    Inside on(Run own) {
      return new Inside(own, input, stores);
    }

    /** The conversations in a store, as the run knows them. */
    Map<Object, List<ChatMessage>> conversations(Object store) {
      return stores.computeIfAbsent(store, _ -> new ConcurrentHashMap<>());
    }

    /**
     * The name of a conversation as it is recorded; empty where there is only one. LangChain4j's agents make up names by
     * chance, which the input of the run does not have.
     */
    Optional<String> conversation(@Nullable Object memoryId) {
      return Optional.ofNullable(memoryId).map(Object::toString).filter(name -> !name.equals(ONLY_ONE))
          .map(name -> UUID.matcher(name).matches() && !input.contains(name) ? MADE_UP : name);
    }
  }

  /**
   * The thread lives a step. What is below a step is part of it: wrapped objects are not asked for steps of their own.
   *
   * @param key under which the step may be repeated
   */
  record Below(String key) implements Binding {}
}
