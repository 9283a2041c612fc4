/**
 * Who is asked: the providers of a suite, as far as they need no code in another language. {@link dev.athanor.promptfoo.provider.TargetReader}
 * makes a {@link dev.athanor.promptfoo.provider.Target} of what is written, and {@link dev.athanor.promptfoo.provider.PromptSubject} asks it.
 */
@NullMarked
package dev.athanor.promptfoo.provider;

import org.jspecify.annotations.NullMarked;
