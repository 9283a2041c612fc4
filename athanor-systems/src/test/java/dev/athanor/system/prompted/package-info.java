@NullMarked
package dev.athanor.system.prompted;

import org.jspecify.annotations.NullMarked;
