@NullMarked
package dev.athanor.promptfoo.assertion;

import org.jspecify.annotations.NullMarked;
