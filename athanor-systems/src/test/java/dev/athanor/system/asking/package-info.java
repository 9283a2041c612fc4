@NullMarked
package dev.athanor.system.asking;

import org.jspecify.annotations.NullMarked;
