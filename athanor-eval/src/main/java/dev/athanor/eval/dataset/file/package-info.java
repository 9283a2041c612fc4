/**
 * Datasets in files: {@link dev.athanor.eval.dataset.file.DatasetFile} reads JSON lines, JSON and CSV in our form and in those of Inspect,
 * DeepEval, OpenAI evals, Ragas, LangSmith and MLflow; the {@link dev.athanor.eval.dataset.file.Dialect} is told by the names of the members.
 */
@NullMarked
package dev.athanor.eval.dataset.file;

import org.jspecify.annotations.NullMarked;
