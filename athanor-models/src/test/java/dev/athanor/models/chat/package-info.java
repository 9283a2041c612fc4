/** Tests of how answers are put together. */
@NullMarked
package dev.athanor.models.chat;

import org.jspecify.annotations.NullMarked;
