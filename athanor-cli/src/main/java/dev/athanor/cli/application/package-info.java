/**
 * Applications of somebody else that are built on LangChain4j, started in this process so that evaluations can ask them.
 *
 * <p>Flow: {@link dev.athanor.cli.application.ApplicationSubject} is what an experiment measures; it finds the application that a trial is pinned to
 * among the {@link dev.athanor.cli.application.Applications} that were started. Each has a class loader of its own, which has
 * {@code athanor-langchain4j} beside the application's LangChain4j and sees of this program the core only.
 *
 * <p>Start from {@link dev.athanor.cli.application.ApplicationSubject}.
 */
@NullMarked
package dev.athanor.cli.application;

import org.jspecify.annotations.NullMarked;
