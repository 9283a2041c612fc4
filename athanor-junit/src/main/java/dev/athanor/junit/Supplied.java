package dev.athanor.junit;

import dev.athanor.error.AthanorException;
import dev.athanor.eval.scorer.Scorer;
import dev.athanor.journal.Journal;
import dev.athanor.journal.RunHeader;
import dev.athanor.run.Program;
import dev.athanor.run.Redactor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** What a test class supplies as {@link UnderTest}. */
final class Supplied {
  private final Map<String, Program<?, ?>> programs = new LinkedHashMap<>();
  private final Map<String, String> members = new HashMap<>();
  private final List<Redactor> redactors = new ArrayList<>();
  private final List<Journal> journals = new ArrayList<>();
  private final List<Scorer> scorers = new ArrayList<>();

  private Supplied() {}

  /** By the instances of a test. */
  static Supplied to(ExtensionContext context) {
    Supplied supplied = new Supplied();
    for (Object instance : context.getRequiredTestInstances().getAllInstances()) {
      Class<?> type = instance.getClass();
      for (Field field : AnnotationSupport.findAnnotatedFields(type, UnderTest.class)) {
        supplied.add(field.getName(),
            ReflectionSupport.tryToReadFieldValue(field, instance).toOptional().orElse(null));
      }
      for (Method method : AnnotationSupport.findAnnotatedMethods(type, UnderTest.class,
          HierarchyTraversalMode.TOP_DOWN)) {
        if (method.getParameterCount() > 0) {
          throw wrong(method.getName(), "takes parameters; expected none");
        }
        supplied.add(method.getName(), ReflectionSupport.invokeMethod(method, instance));
      }
    }
    return supplied;
  }

  private static AthanorException wrong(String member, String why) {
    return AthanorException.user("under-test", "\"" + member + "\", which is @UnderTest, " + why);
  }

  private void add(String member, @Nullable Object value) {
    switch (value) {
      case Program<?, ?> program -> {
        String other = members.put(program.name(), member);
        if (other != null) {
          throw AthanorException.user("under-test",
              Stream.of(member, other).sorted().collect(Collectors.joining(" and "))
                  + ", which are @UnderTest, are programs with the name \"" + program.name()
                  + "\"; a run finds its program by its name, so give each one of its own");
        }
        programs.put(program.name(), program);
      }
      case Redactor redactor -> addOnly(member, redactor, redactors, "Redactor; runs are recorded with one");
      case Journal journal -> addOnly(member, journal, journals, "Journal; evaluations are kept in one");
      case Scorer scorer -> scorers.add(scorer);
      case null ->
          throw wrong(member, "is null when the test begins; give it its value where it is declared or in"
              + " @BeforeEach");
      default ->
          throw wrong(member,
              "is a " + value.getClass().getName() + "; expected a Program, Redactor, Scorer or Journal");
    }
  }

  private static <T> void addOnly(String member, T value, List<T> known, String what) {
    if (!known.isEmpty()) {
      throw wrong(member, "is a second " + what);
    }
    known.add(value);
  }

  /**
   * The program of a run.
   *
   * @param bundle that has the run, as the test names it
   */
  Program<?, ?> program(String bundle, RunHeader run) {
    Program<?, ?> program = programs.get(run.program());
    if (program == null) {
      throw AthanorException.user("program-unknown",
          bundle + " has a run of the program \"" + run.program() + "\", which the test does"
              + " not supply; "
              + (programs.isEmpty() ? "it supplies none" : "it supplies " + programs.keySet())
              + ". Annotate a field or a method of the type Program with @UnderTest");
    }
    return program;
  }

  /** The only program. */
  Program<?, ?> program() {
    if (programs.size() != 1) {
      throw AthanorException.user("program-unknown", "the test supplies " + (programs.isEmpty() ? "no program"
          : "the programs " + programs.keySet())
          + " to evaluate; annotate one field or method of the type Program with @UnderTest");
    }
    return programs.values().iterator().next();
  }

  /** The programs, by their names. */
  Map<String, Program<?, ?>> programs() {
    return programs;
  }

  /** What answers are measured by. */
  List<Scorer> scorers() {
    return scorers;
  }

  /** Where evaluations are kept. */
  Optional<Journal> journal() {
    return journals.stream().findFirst();
  }

  /** What the runs were recorded with. */
  Redactor redactor() {
    return redactors.isEmpty() ? Redactor.NONE : redactors.getFirst();
  }
}
