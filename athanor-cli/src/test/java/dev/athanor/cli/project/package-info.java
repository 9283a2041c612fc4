/** Tests of {@code dev.athanor.cli.project}. */
@NullMarked
package dev.athanor.cli.project;

import org.jspecify.annotations.NullMarked;
