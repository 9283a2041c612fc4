/** Tests. */
@NullMarked
package dev.athanor.prompt.schema;

import org.jspecify.annotations.NullMarked;
