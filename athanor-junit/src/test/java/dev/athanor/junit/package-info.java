/** Tests of the extension, by tests that the JUnit Platform runs within them. */
@NullMarked
package dev.athanor.junit;

import org.jspecify.annotations.NullMarked;
