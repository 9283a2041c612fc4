/**
 * How prompts depend on each other by the state that they share: who writes what another one reads.
 *
 * <p>Flow: {@link dev.athanor.prompt.graph.DependencyGraph} is built of prompts and checked;
 * {@link dev.athanor.prompt.graph.MermaidDrawing} and {@link dev.athanor.prompt.graph.SvgDrawing} draw it.
 *
 * <p>Start from {@link dev.athanor.prompt.graph.DependencyGraph}.
 */
@NullMarked
package dev.athanor.prompt.graph;

import org.jspecify.annotations.NullMarked;
