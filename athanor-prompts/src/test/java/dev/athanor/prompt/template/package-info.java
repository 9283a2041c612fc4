/** Tests. */
@NullMarked
package dev.athanor.prompt.template;

import org.jspecify.annotations.NullMarked;
