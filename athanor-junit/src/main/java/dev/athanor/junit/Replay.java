package dev.athanor.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test for each of some recorded runs: the program, which the test class supplies as {@link UnderTest}, is executed over the record.
 * Where it does something else, the test fails with the step, what the record has there and what the program did. No step is lived,
 * so nobody is asked, and no key is needed.
 *
 * <p>The method runs after a replay that was identical, for what else must hold. It may take as parameters the
 * {@link dev.athanor.run.Outcome}, the {@link dev.athanor.run.Recording} and the {@link dev.athanor.run.Replay}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@TestTemplate
@ExtendWith(ReplayExtension.class)
public @interface Replay {
  /**
   * The bundles, files that {@code athanor export} or a {@link dev.athanor.trail.BundleWriter} has written: each a resource by its name
   * from the root of the class path, or else a path from the working folder.
   */
  String[] value();
}
