/** Tests. */
@NullMarked
package dev.athanor.prompt.graph;

import org.jspecify.annotations.NullMarked;
