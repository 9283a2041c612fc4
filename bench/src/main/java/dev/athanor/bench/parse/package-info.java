/**
 * How much of real files the parsers find. Start from {@link dev.athanor.bench.parse.ParseBench}.
 */
@NullMarked
package dev.athanor.bench.parse;

import org.jspecify.annotations.NullMarked;
