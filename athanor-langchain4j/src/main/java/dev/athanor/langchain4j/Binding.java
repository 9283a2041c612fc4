package dev.athanor.langchain4j;

import dev.athanor.run.Run;
import dev.langchain4j.data.message.ChatMessage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What a thread that runs an application's code belongs to. */
sealed interface Binding {
  /** Of the current thread; not bound outside of any run. */
  ScopedValue<Binding> HERE = ScopedValue.newInstance();

  /**
   * The thread runs the program.
   *
   * @param run which is the thread's own
   * @param conversations as the run knows them, by store and name; shared by all threads of the run
   */
  record Inside(Run run, Map<String, List<ChatMessage>> conversations) implements Binding {
    /** At a run's beginning. */
    static Inside of(Run run) {
      return new Inside(run, new ConcurrentHashMap<>());
    }

    /** The same run on another thread. */
    Inside on(Run own) {
      return new Inside(own, conversations);
    }
  }

  /**
   * The thread lives a step. What is below a step is part of it: wrapped objects are not asked for steps of their own.
   *
   * @param key under which the step may be repeated
   */
  record Below(String key) implements Binding {}
}
