package dev.athanor.langchain4j;

import dev.athanor.error.AthanorException;
import dev.athanor.journal.Journal;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** One process's access to a journal, which ends at a chosen write as if the process were killed. */
final class MortalJournal {
  private static final Set<String> WRITES = Set.of("create", "release", "append", "answer", "cancel");

  private final Journal journal;
  private final int last;
  private final boolean durable;
  private final AtomicInteger writes = new AtomicInteger();
  private volatile boolean dead;

  /** Dies at the write of this number, counted from 1, after it is durable or before. */
  MortalJournal(Journal journal, int last, boolean durable) {
    this.journal = journal;
    this.last = last;
    this.durable = durable;
  }

  Journal access() {
    return (Journal) Proxy.newProxyInstance(Journal.class.getClassLoader(), new Class<?>[]{Journal.class},
        (_, method, arguments) -> call(method, arguments));
  }

  private Object call(Method method, Object[] arguments) throws Throwable {
    if (method.getName().equals("now")) {
      return journal.now();
    }
    boolean lastOne = WRITES.contains(method.getName()) && writes.incrementAndGet() == last;
    if (dead) {
      throw killed();
    }
    dead = lastOne;
    try {
      Object result = lastOne && !durable ? "" : method.invoke(journal, arguments);
      if (lastOne) {
        throw killed();
      }
      return result;
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static AthanorException killed() {
    return AthanorException.data("killed", "the process was killed");
  }

  int writes() {
    return writes.get();
  }
}
