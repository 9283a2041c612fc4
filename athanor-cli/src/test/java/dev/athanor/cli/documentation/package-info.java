/** What the documentation says in Java is Java. Start from {@link dev.athanor.cli.documentation.JavaSnippetsTest}. */
@org.jspecify.annotations.NullMarked
package dev.athanor.cli.documentation;
