/** Tests of {@code dev.athanor.cli.application}. */
@NullMarked
package dev.athanor.cli.application;

import org.jspecify.annotations.NullMarked;
