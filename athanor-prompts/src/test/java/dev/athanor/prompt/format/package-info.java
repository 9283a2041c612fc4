/** Tests of prompts written in other ways. */
@NullMarked
package dev.athanor.prompt.format;

import org.jspecify.annotations.NullMarked;
