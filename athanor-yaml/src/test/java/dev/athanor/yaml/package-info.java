/** Tests of the package. */
@NullMarked
package dev.athanor.yaml;

import org.jspecify.annotations.NullMarked;
