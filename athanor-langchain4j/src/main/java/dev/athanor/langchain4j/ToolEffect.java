package dev.athanor.langchain4j;

import dev.athanor.journal.Effect;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a tool does to the world, on its method. A tool without it is a {@link Effect#WRITE}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface ToolEffect {
  /** The effect. */
  Effect value();
}
