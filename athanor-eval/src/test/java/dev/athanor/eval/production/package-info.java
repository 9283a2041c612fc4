/** Tests of what people really asked, as cases. */
@NullMarked
package dev.athanor.eval.production;

import org.jspecify.annotations.NullMarked;
