@NullMarked
package dev.athanor.system.context;

import org.jspecify.annotations.NullMarked;
