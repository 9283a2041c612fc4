/** Tests of what is proposed from documents. */
@NullMarked
package dev.athanor.eval.propose;

import org.jspecify.annotations.NullMarked;
