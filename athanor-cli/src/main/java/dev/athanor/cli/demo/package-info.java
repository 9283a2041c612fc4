/**
 * The demonstration: a project of 48 Wikipedia articles, and a tour of what can be done with it. Nothing of it is staged: every
 * answer is computed while one looks.
 *
 * <p>Start from {@link dev.athanor.cli.demo.Tour}.
 */
@NullMarked
package dev.athanor.cli.demo;

import org.jspecify.annotations.NullMarked;
