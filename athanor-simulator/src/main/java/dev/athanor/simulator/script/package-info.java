/**
 * Scripts: rules that say which question gets which answer. The first rule that matches answers.
 *
 * <p>Flow: a {@link dev.athanor.simulator.script.Rule} holds a {@link dev.athanor.simulator.script.Match} and what then is
 * answered; a {@link dev.athanor.simulator.script.Script} asks them in order.
 *
 * <p>Start from {@link dev.athanor.simulator.script.Script}.
 */
@NullMarked
package dev.athanor.simulator.script;

import org.jspecify.annotations.NullMarked;
