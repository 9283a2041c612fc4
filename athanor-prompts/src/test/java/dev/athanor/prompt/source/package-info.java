/** Tests. */
@NullMarked
package dev.athanor.prompt.source;

import org.jspecify.annotations.NullMarked;
