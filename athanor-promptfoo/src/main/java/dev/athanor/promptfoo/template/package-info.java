/**
 * The part of Nunjucks that suites are written in: {@code {{ values }}} with paths, operators, conditions and filters, {@code {% if %}},
 * {@code {% for %}}, {@code {% set %}}, {@code {% raw %}}, comments and white-space control. Values become text as JavaScript makes them.
 * Everything else is refused by name. Start from {@link dev.athanor.promptfoo.template.Template}.
 */
@NullMarked
package dev.athanor.promptfoo.template;

import org.jspecify.annotations.NullMarked;
