/** What models are told and say, in JSON and in runs. */
@NullMarked
package dev.athanor.model;

import org.jspecify.annotations.NullMarked;
