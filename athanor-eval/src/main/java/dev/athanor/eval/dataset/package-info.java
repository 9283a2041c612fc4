/**
 * What systems are measured on: {@link dev.athanor.eval.dataset.Case cases} in {@link dev.athanor.eval.dataset.Dataset datasets}, each known
 * by the hash of its content.
 */
@NullMarked
package dev.athanor.eval.dataset;

import org.jspecify.annotations.NullMarked;
