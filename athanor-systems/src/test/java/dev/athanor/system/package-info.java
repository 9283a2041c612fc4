@NullMarked
package dev.athanor.system;

import org.jspecify.annotations.NullMarked;
