/**
 * The mails of MBOX files, of folders of {@code .eml} files and of Maildirs as documents, and what is attached to them.
 *
 * <p>Start with {@link dev.athanor.document.source.mail.MailSource}.
 */
@NullMarked
package dev.athanor.document.source.mail;

import org.jspecify.annotations.NullMarked;
