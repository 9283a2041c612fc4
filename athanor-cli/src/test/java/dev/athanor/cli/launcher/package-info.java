/** The launcher script at the root, run in clones that hold nothing but what it looks at. Start at {@code LauncherTest}. */
@NullMarked
package dev.athanor.cli.launcher;

import org.jspecify.annotations.NullMarked;
