@NullMarked
package dev.athanor.promptfoo.suite;

import org.jspecify.annotations.NullMarked;
