@NullMarked
package dev.athanor.promptfoo.template;

import org.jspecify.annotations.NullMarked;
