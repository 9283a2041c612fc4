package dev.athanor.junit;

import dev.athanor.journal.InMemoryJournal;
import dev.athanor.run.Divergence;
import dev.athanor.run.Limits;
import dev.athanor.run.Outcome;
import dev.athanor.run.Program;
import dev.athanor.run.Recording;
import dev.athanor.run.RunListener;
import dev.athanor.run.Runs;
import dev.athanor.trail.Bundle;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.opentest4j.AssertionFailedError;

/** One test: replays a bundle before the test's method, which gets what came of it. For one use, by one thread. */
final class ReplayedBundle
    implements TestTemplateInvocationContext, BeforeTestExecutionCallback, ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(ReplayedBundle.class);

  private final String name;
  private Map<Class<?>, Object> parameters = Map.of();

  ReplayedBundle(String name) {
    this.name = name;
  }

  @Override
  public String getDisplayName(int invocation) {
    return name;
  }

  @Override
  public List<Extension> getAdditionalExtensions() {
    return List.of(this);
  }

  /** After {@code @BeforeEach}, which may make the program, and outside of the resolution of parameters, which would wrap the failure. */
  @Override
  public void beforeTestExecution(ExtensionContext context) {
    Bundle bundle = open(context);
    Recording recording = bundle.recording();
    Supplied supplied = Supplied.to(context);
    Program<?, ?> program = supplied.program(name, recording.header());
    dev.athanor.run.Replay<?> replay;
    try (
        Runs runs = new Runs(new InMemoryJournal(), Limits.STANDARD, RunListener.NONE, supplied.redactor())) {
      replay = runs.replay(recording, program);
    }
    replay.divergence().ifPresent(divergence -> {
      throw different(recording, divergence);
    });
    parameters = Map.of(Recording.class, recording, Outcome.class, replay.outcome(),
        dev.athanor.run.Replay.class, replay);
  }

  /** Stays open until the test is over: the recording's content is read when it is asked for. */
  private Bundle open(ExtensionContext context) {
    ExtensionContext.Store store = context.getStore(NAMESPACE);
    NamedFile file = NamedFile.find(name, context.getRequiredTestClass(),
        "a run bundle that athanor export RUN FILE has written");
    store.put("file", file);
    Bundle bundle = Bundle.open(file.path());
    store.put("bundle", bundle);
    return bundle;
  }

  private AssertionFailedError different(Recording recording, Divergence divergence) {
    String message = "run " + recording.header().id() + " does something else now:\n" + divergence
        + "\nIf it is meant to, put a run of the new code in place of " + name
        + ": remove the file, then athanor export RUN FILE";
    return new AssertionFailedError(message,
        side(divergence.expected(),
            divergence.differences().stream().map(each -> each.pointer() + ": " + each.expected())),
        side(divergence.actual(),
            divergence.differences().stream().map(each -> each.pointer() + ": " + each.actual())));
  }

  private static String side(String whole, Stream<String> differences) {
    return Stream.concat(Stream.of(whole), differences).collect(Collectors.joining("\n"));
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameters.containsKey(parameter.getParameter().getType());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return java.util.Objects.requireNonNull(parameters.get(parameter.getParameter().getType()));
  }
}
