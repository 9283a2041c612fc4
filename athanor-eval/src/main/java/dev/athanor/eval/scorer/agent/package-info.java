/**
 * Measures what an agent did: {@link dev.athanor.eval.scorer.agent.ToolScorers} its tool calls, {@link dev.athanor.eval.scorer.agent.EffortScorers}
 * what it took, {@link dev.athanor.eval.scorer.agent.CallCheck} a call against accepted values, as the Berkeley function-calling leaderboard does.
 */
@NullMarked
package dev.athanor.eval.scorer.agent;

import org.jspecify.annotations.NullMarked;
