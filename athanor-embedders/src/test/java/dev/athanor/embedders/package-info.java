/** Tests of the embedders beside the shipped one. */
@NullMarked
package dev.athanor.embedders;

import org.jspecify.annotations.NullMarked;
