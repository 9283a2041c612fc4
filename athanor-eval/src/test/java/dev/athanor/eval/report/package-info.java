/** Tests of reports. */
@NullMarked
package dev.athanor.eval.report;

import org.jspecify.annotations.NullMarked;
