package dev.athanor.cli.terminal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * What Ctrl-C does instead of ending the process, until it is closed. By reflection: the JDK has no other way than a class of its
 * own that a compiler warns of. Where that class is missing, Ctrl-C ends the process as ever.
 */
public final class InterruptKey implements AutoCloseable {
  private static final String NAME = "INT";

  private final @Nullable Object before;

  private InterruptKey(@Nullable Object before) {
    this.before = before;
  }

  /** From now on Ctrl-C does this, on a thread of its own. */
  public static InterruptKey does(Runnable action) {
    try {
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object own =
          Proxy.newProxyInstance(InterruptKey.class.getClassLoader(), new Class<?>[]{handler}, (proxy, method,
              arguments) -> switch (method.getName()) {
                case "handle" -> {
                  action.run();
                  yield null;
                }
                case "equals" -> System.identityHashCode(proxy) == System.identityHashCode(arguments[0]);
                case "hashCode" -> System.identityHashCode(proxy);
                default -> "the interrupt key";
              });
      return new InterruptKey(handle(handler, own));
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      return new InterruptKey(null);
    }
  }

  private static Object handle(Class<?> handler, Object action) throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    Method handle = signal.getMethod("handle", signal, handler);
    try {
      return handle.invoke(null, signal.getConstructor(String.class).newInstance(NAME), action);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException taken) {
        throw taken;
      }
      throw e;
    }
  }

  @Override
  public void close() {
    if (before != null) {
      try {
        handle(Class.forName("sun.misc.SignalHandler"), before);
      } catch (ReflectiveOperationException | IllegalArgumentException e) {
        throw new IllegalStateException("what worked once works again", e);
      }
    }
  }
}
