/** From a folder of documents to retrieved evidence and cited answers. */
@NullMarked
package dev.athanor.knowledge;

import org.jspecify.annotations.NullMarked;
