package dev.athanor.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks what a test class supplies: a field, or a method without parameters, static or not, of the class, its superclasses or the
 * classes around a nested one. It is read after {@code @BeforeEach}.
 *
 * <p>It is a {@link dev.athanor.run.Program}, of which there may be several with different names; or the
 * {@link dev.athanor.run.Redactor} that runs are recorded with. For evaluations it is also a {@link dev.athanor.eval.scorer.Scorer}, and the
 * {@link dev.athanor.journal.Journal} in which they are kept, so that what did not change is not asked again.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD})
public @interface UnderTest {}
