/**
 * How results look: for people as text, for programs as JSON. The JSON shapes are promises; tests hold them.
 *
 * <p>Start from {@link dev.athanor.cli.view.RunText} and {@link dev.athanor.cli.view.RunJson}.
 */
@NullMarked
package dev.athanor.cli.view;

import org.jspecify.annotations.NullMarked;
