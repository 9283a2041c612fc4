/** Tests of the providers, all of them over HTTP on loopback. */
@NullMarked
package dev.athanor.models;

import org.jspecify.annotations.NullMarked;
