package dev.athanor.eval.blame;

import dev.athanor.journal.Path;
import dev.athanor.journal.Spend;
import java.time.Duration;

/**
 * A sampled step, from which a run can be drawn again.
 *
 * @param at its path
 * @param operation what was asked
 * @param once what drawing again from here on cost in the run itself: this step and the sampled ones after it
 * @param lasted how long they took
 */
public record Suspect(Path at, String operation, Spend once, Duration lasted) {}
