/**
 * Evaluations as files say them: what is asked, who is asked, what is measured, and what must hold. Start from
 * {@link dev.athanor.eval.file.EvaluationFile}. The systems that a file names are those of its {@link dev.athanor.eval.file.Home}: a project's,
 * or the programs that a test supplies.
 */
@NullMarked
package dev.athanor.eval.file;

import org.jspecify.annotations.NullMarked;
