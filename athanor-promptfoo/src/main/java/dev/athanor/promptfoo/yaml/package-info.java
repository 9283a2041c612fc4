/** Reads YAML and JSON as values of JSON, as JavaScript's readers would. Start from {@link dev.athanor.promptfoo.yaml.YamlText}. */
@NullMarked
package dev.athanor.promptfoo.yaml;

import org.jspecify.annotations.NullMarked;
