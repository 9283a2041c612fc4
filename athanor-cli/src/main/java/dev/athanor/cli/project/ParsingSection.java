package dev.athanor.cli.project;

import dev.athanor.document.parse.child.ParserLimits;
import dev.athanor.yaml.TimeSpan;
import dev.athanor.yaml.YamlMap;

/** Reads {@code knowledge.parsing}. */
final class ParsingSection {
  private ParsingSection() {}

  static ParserLimits read(YamlMap map) {
    ParserLimits standard = ParserLimits.STANDARD;
    long memory = map.read("memory", ByteSize::parse).map(ByteSize::bytes).orElse(standard.memoryBytes());
    var timeout = map.read("timeout", TimeSpan::parse).orElse(standard.timeout());
    int processes = map.wholeNumber("processes").orElse(standard.processes());
    map.finish();
    return map.build(() -> new ParserLimits(memory, timeout, processes));
  }
}
