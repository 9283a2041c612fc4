/** Tests against LangChain4j itself: only what an application would have outside is played. */
@NullMarked
package dev.athanor.langchain4j;

import org.jspecify.annotations.NullMarked;
