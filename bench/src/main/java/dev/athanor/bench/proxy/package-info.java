/** What a stream through the recording proxy costs. Start from {@link dev.athanor.bench.proxy.ProxyBench}. */
@NullMarked
package dev.athanor.bench.proxy;

import org.jspecify.annotations.NullMarked;
