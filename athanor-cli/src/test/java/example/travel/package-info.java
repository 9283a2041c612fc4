/** Somebody's application on LangChain4j, as evaluations start it. */
@NullMarked
package example.travel;

import org.jspecify.annotations.NullMarked;
