/** Tests of what can be measured. */
@NullMarked
package dev.athanor.eval.subject;

import org.jspecify.annotations.NullMarked;
