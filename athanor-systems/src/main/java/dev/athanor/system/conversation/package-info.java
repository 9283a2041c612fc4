/**
 * What a system is asked, and what was said before. Start from {@link dev.athanor.system.conversation.Inquiry}.
 */
@NullMarked
package dev.athanor.system.conversation;

import org.jspecify.annotations.NullMarked;
