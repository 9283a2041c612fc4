/** Tests of files of cases. */
@NullMarked
package dev.athanor.eval.dataset.file;

import org.jspecify.annotations.NullMarked;
