@NullMarked
package dev.athanor.proxy;

import org.jspecify.annotations.NullMarked;
