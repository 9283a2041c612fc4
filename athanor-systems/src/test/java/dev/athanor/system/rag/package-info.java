@NullMarked
package dev.athanor.system.rag;

import org.jspecify.annotations.NullMarked;
