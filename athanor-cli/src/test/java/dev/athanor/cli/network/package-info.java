/** Tests of {@code dev.athanor.cli.network}. */
@NullMarked
package dev.athanor.cli.network;

import org.jspecify.annotations.NullMarked;
