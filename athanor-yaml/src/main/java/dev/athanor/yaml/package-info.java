/**
 * YAML files that people write: each value knows its place, so that a mistake is named by line and column, and a key that nobody asked for
 * is one. Start from {@link dev.athanor.yaml.Yaml}; {@link dev.athanor.yaml.YamlMap} is asked for the values that it may have.
 */
@NullMarked
package dev.athanor.yaml;

import org.jspecify.annotations.NullMarked;
