package dev.athanor.junit;

import dev.athanor.error.AthanorException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/** Makes one test of each bundle that {@link Replay} names. */
final class ReplayExtension implements TestTemplateInvocationContextProvider {
  @Override
  public boolean supportsTestTemplate(ExtensionContext context) {
    return AnnotationSupport.isAnnotated(context.getTestMethod(), Replay.class);
  }

  @Override
  public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
      ExtensionContext context) {
    String[] bundles =
        AnnotationSupport.findAnnotation(context.getTestMethod(), Replay.class).orElseThrow().value();
    if (bundles.length == 0) {
      throw AthanorException.user("replay-empty", "@Replay on " + context.getRequiredTestMethod().getName()
          + " names no bundle, so there is nothing to test; name a file that athanor export has written");
    }
    return Arrays.stream(bundles).map(ReplayedBundle::new);
  }
}
