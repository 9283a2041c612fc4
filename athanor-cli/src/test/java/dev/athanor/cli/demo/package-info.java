/** Tests of {@code dev.athanor.cli.demo}. */
@NullMarked
package dev.athanor.cli.demo;

import org.jspecify.annotations.NullMarked;
