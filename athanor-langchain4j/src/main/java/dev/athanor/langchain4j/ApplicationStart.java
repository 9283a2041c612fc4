package dev.athanor.langchain4j;

import dev.athanor.model.Prices;
import dev.athanor.run.Program;
import java.util.function.BiFunction;

/**
 * Starts an application for somebody who has loaded it beside this class by another class loader, and so knows neither {@link Application}
 * nor {@link Journaled}: only what the two have in common, the JDK and Athanor's core.
 */
public final class ApplicationStart implements BiFunction<Object, Prices, Program<?, ?>> {
  /** Made by name. */
  public ApplicationStart() {}

  /** What the application answers with, as in a dry run: what is not said to be harmless is taken for a WRITE. */
  @Override
  public Program<?, ?> apply(Object application, Prices prices) {
    if (application instanceof Application known) {
      return known.program(Journaled.STRICT.prices(prices));
    }
    throw new ClassCastException(application.getClass().getName() + " implements no " + Application.class
        .getName());
  }
}
