/**
 * What can be measured besides the systems of a project: outputs that were recorded elsewhere
 * ({@link dev.athanor.eval.subject.RecordedSubject}), a command ({@link dev.athanor.eval.subject.CommandSubject}), an HTTP endpoint
 * ({@link dev.athanor.eval.subject.HttpSubject}).
 */
@NullMarked
package dev.athanor.eval.subject;

import org.jspecify.annotations.NullMarked;
