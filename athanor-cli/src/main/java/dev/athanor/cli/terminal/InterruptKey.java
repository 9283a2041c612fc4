package dev.athanor.cli.terminal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * What Ctrl-C, or another signal, does instead of ending the process as ever, until it is closed. By reflection: the JDK has no
 * other way than a class of its own that a compiler warns of. Where that class is missing, and where the process was started
 * deaf for a signal, everything stays as it is.
 */
public final class InterruptKey implements AutoCloseable {
  private final String signal;
  private final @Nullable Object before;

  private InterruptKey(String signal, @Nullable Object before) {
    this.signal = signal;
    this.before = before;
  }

  /** From now on Ctrl-C does this, on a thread of its own. */
  public static InterruptKey does(Runnable action) {
    return on("INT", action);
  }

  /** From now on a signal does this, on a thread of its own. */
  public static InterruptKey on(String signal, Runnable action) {
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
      return new InterruptKey(signal, handle(signal, handler, own));
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      return new InterruptKey(signal, null);
    }
  }

  private static Object handle(String name, Class<?> handler, Object action)
      throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    Method handle = signal.getMethod("handle", signal, handler);
    try {
      return handle.invoke(null, signal.getConstructor(String.class).newInstance(name), action);
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
        handle(signal, Class.forName("sun.misc.SignalHandler"), before);
      } catch (ReflectiveOperationException | IllegalArgumentException e) {
        throw new IllegalStateException("what worked once works again", e);
      }
    }
  }
}
