package dev.athanor.cli.application;

import dev.athanor.eval.file.ApplicationSettings;
import dev.athanor.error.AthanorException;
import dev.athanor.model.Prices;
import dev.athanor.run.Program;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The start of an application, and how it may fail.
 *
 * @param settings which one
 * @param loader of its classes
 */
record Starting(ApplicationSettings settings, ApplicationLoader loader) {
  private static final String EXPECTED =
      "; expected a public class that implements dev.athanor.langchain4j.Application and"
          + " can be made without parameters";

  /** The object of its class. */
  Object made() {
    try {
      Class<?> type = loader.type(settings.type());
      if (!loader.isApplication(type)) {
        throw problem("implements no dev.athanor.langchain4j.Application" + EXPECTED, Optional.empty());
      }
      Constructor<?> constructor = type.getConstructor();
      if (!Modifier.isPublic(type.getModifiers()) || Modifier.isAbstract(type.getModifiers())) {
        throw problem("is not public, or abstract" + EXPECTED, Optional.empty());
      }
      return constructor.newInstance();
    } catch (ClassNotFoundException e) {
      throw problem(
          "is not in its class path " + settings.classpath() + "; expected the full name of a class in"
              + " one of its folders or jars, a jar within a jar is not looked into",
          Optional.of(e));
    } catch (NoSuchMethodException e) {
      throw problem("has no public constructor without parameters" + EXPECTED, Optional.of(e));
    } catch (InvocationTargetException e) {
      throw failed(e);
    } catch (ReflectiveOperationException e) {
      throw problem("can't be made: " + e + EXPECTED, Optional.of(e));
    } catch (LinkageError e) {
      throw failed(e);
    }
  }

  /** Its program. */
  @SuppressWarnings("unchecked") // what ApplicationStart is, seen from here
  Program<?, ?> program(Object application, Prices prices) {
    try {
      Program<?, ?> program =
          ((BiFunction<Object, Prices, Program<?, ?>>) loader.start()).apply(application, prices);
      if (program == null) {
        throw problem("has made no program but null; expected what Journaled.program makes",
            Optional.empty());
      }
      return program;
    } catch (AthanorException e) {
      throw e;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("athanor-langchain4j can't be used", e);
    } catch (RuntimeException | LinkageError e) {
      throw failed(e);
    }
  }

  /** What it throws is told with the place in its own code, which is not ours to look for in a trace of ours. */
  private AthanorException failed(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String what = root + place(root);
    return switch (root) {
      case LinkageError _ ->
          problem("does not fit to what is on its class path: " + what + "; this Athanor works with"
              + " LangChain4j " + LangChain4jVersion.OLDEST
              + " or newer, all of its jars of one version, and here it is "
              + loader.langChain4j(), Optional.of(thrown));
      case ClassNotFoundException _ -> problem("does not find a class that it needs: " + what
          + "; add its jar to the class path " + settings.classpath(), Optional.of(thrown));
      default -> problem("could not be started: " + what + "; it is started before anything is asked, by its"
          + " constructor and its method program", Optional.of(thrown));
    };
  }

  private String place(Throwable root) {
    int end = settings.type().lastIndexOf('.');
    String itsPackage = settings.type().substring(0, end + 1);
    return Arrays.stream(root.getStackTrace()).filter(frame -> frame.getClassName().startsWith(itsPackage))
        .findFirst()
        .map(frame -> " (at " + frame.getClassName() + "." + frame.getMethodName() + ", "
            + frame.getFileName() + ":"
            + frame.getLineNumber() + ")")
        .orElse("");
  }

  private AthanorException problem(String what, Optional<Throwable> cause) {
    AthanorException problem =
        AthanorException.user("application-start", "the application " + settings.type() + " " + what);
    cause.ifPresent(problem::initCause);
    return problem;
  }
}
