package dev.athanor.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that puts what the test class supplies as {@link UnderTest} to the cases of a dataset, scores its answers and fails
 * unless all gates hold, with what each was held against and the cases that do not pass. A gate that the data do not decide does not hold.
 *
 * <p>It says itself what is measured, and has one program then; or it names a {@link #file} that says so, the same that
 * {@code athanor eval run} takes.
 *
 * <p>A program's input is decoded from a case's {@code input}; its output is the answer. Sealed cases are not asked:
 * {@code athanor eval run} opens them, and writes it down.
 *
 * <p>The method runs after the gates, for what else must hold. It may take as parameters the {@link dev.athanor.eval.report.Report} and
 * the {@link dev.athanor.eval.experiment.Results}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Test
@ExtendWith(EvalExtension.class)
public @interface EvalTest {
  /**
   * An evaluation as {@code athanor eval run} takes it, such as {@code evals/answers.yaml}: a resource of the class path, or a path from the
   * working folder. Cases, scorers, the margin, repeats, the budget and gates are those of the file. Each of its systems is the program with
   * its name, or the only program if there is only one system; endpoints, commands and recorded outputs need none.
   */
  String file() default "";

  /** Those systems of the file that the test is about; all if empty. */
  String[] systems() default {};

  /**
   * Without a file: a file of cases, {@code .jsonl}, {@code .json}, {@code .csv} or {@code .tsv}, a resource of the class path, or a path from the
   * working folder. Those in the split {@code validation} are asked.
   */
  String dataset() default "";

  /** What must hold, such as {@code exact.lower95 >= 0.8}, as {@link dev.athanor.eval.report.Gate} reads it. */
  String[] gate() default {};

  /**
   * What is measured: scorers that ask no model, each a name or a JSON object with its settings. The first one decides which cases are told of.
   * Those that the class supplies as {@link UnderTest} come after them.
   */
  String[] scorers() default {};

  /** How often each case is asked. */
  int repeats() default 1;

  /** How many cases a program is asked at the same time at most. */
  int atOnce() default 1;

  /** KEYED and WRITE operations that may be carried out; all others are refused. */
  String[] allow() default {};
}
