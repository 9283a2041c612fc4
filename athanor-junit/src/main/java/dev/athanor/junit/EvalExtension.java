package dev.athanor.junit;

import dev.athanor.eval.experiment.Results;
import dev.athanor.eval.report.GateResult;
import dev.athanor.eval.report.Report;
import java.util.Objects;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.AssertionFailedError;

/** Evaluates before the method of an {@link EvalTest}, which gets what came of it. */
final class EvalExtension implements BeforeTestExecutionCallback, ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(EvalExtension.class);

  @Override
  public void beforeTestExecution(ExtensionContext context) {
    EvalTest asked = AnnotationSupport.findAnnotation(context.getTestMethod(), EvalTest.class).orElseThrow();
    Evaluation evaluation =
        Evaluation.of(asked, context.getRequiredTestMethod().getName(), context.getRequiredTestClass(),
            Supplied.to(context));
    Results results = evaluation.run();
    Report report = evaluation.report(results);
    if (!report.verdict().equals(java.util.Optional.of(GateResult.State.PASSED))) {
      throw new AssertionFailedError(new GateText(evaluation.experiment(), results, report).text());
    }
    ExtensionContext.Store store = context.getStore(NAMESPACE);
    store.put(Results.class, results);
    store.put(Report.class, report);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return context.getStore(NAMESPACE).get(parameter.getParameter().getType()) != null;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return Objects.requireNonNull(context.getStore(NAMESPACE).get(parameter.getParameter().getType()));
  }
}
