/**
 * LangChain4j applications, journaled by wrapping: their models, tools, retrievers and memory stores ask the run, the rest of
 * the application is the program.
 *
 * <p>Flow: {@link dev.athanor.langchain4j.Journaled#program} binds the run to the thread that the application's code runs on;
 * a wrapper finds it there and answers by a step, whose request and response are in Athanor's own words
 * ({@link dev.athanor.model}), so that the record reads like that of any other run.
 * {@link dev.athanor.langchain4j.Journaled#executor} takes the run along to the threads of LangChain4j's executors.
 *
 * <p>Start from {@link dev.athanor.langchain4j.Journaled}.
 */
@NullMarked
package dev.athanor.langchain4j;

import org.jspecify.annotations.NullMarked;
