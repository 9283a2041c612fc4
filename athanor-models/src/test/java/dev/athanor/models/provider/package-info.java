/** Tests of keys, limits and prices. */
@NullMarked
package dev.athanor.models.provider;

import org.jspecify.annotations.NullMarked;
