package dev.athanor.proxy.recording;

import dev.athanor.json.Hash;
import dev.athanor.proxy.exchange.Asked;
import java.util.HashMap;
import java.util.Map;

/**
 * Names exchanges by what they ask, and those that ask the same by their number: whichever comes first, the same requests
 * get the same names. Used by one thread at a time.
 */
final class Keys {
  /** Sixteen hexadecimal digits: among a million requests two share them once in 36 million recordings. */
  private static final int LENGTH = 16;

  private final Map<Hash, Integer> seen = new HashMap<>();

  /** The name of the next request that asks this. */
  String next(Asked asked) {
    Hash hash = asked.hash();
    int before = seen.merge(hash, 1, Integer::sum) - 1;
    return "#" + hash.hex().substring(0, LENGTH) + (before == 0 ? "" : "-" + (before + 1));
  }
}
