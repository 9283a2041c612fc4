/** Tests of {@code dev.athanor.cli.view}. */
@NullMarked
package dev.athanor.cli.view;

import org.jspecify.annotations.NullMarked;
