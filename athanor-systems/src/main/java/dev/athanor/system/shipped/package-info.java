/**
 * The prompts that systems use which have none of their own. A project's prompt of the same name goes before one of these.
 */
@NullMarked
package dev.athanor.system.shipped;

import org.jspecify.annotations.NullMarked;
