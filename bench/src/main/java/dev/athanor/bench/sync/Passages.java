package dev.athanor.bench.sync;

import dev.athanor.document.DocumentId;
import dev.athanor.document.parse.ParseResult;
import dev.athanor.document.parse.Parsers;
import dev.athanor.document.parse.RawDocument;
import dev.athanor.knowledge.chunk.Chunk;
import dev.athanor.knowledge.chunk.StructureChunker;
import dev.langchain4j.data.document.Document;
import dev.langchain4j.data.document.DocumentSplitter;
import dev.langchain4j.data.segment.TextSegment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The passages that a sync embeds, for the others. */
record Passages(Parsers parsers, StructureChunker chunker) implements DocumentSplitter {
  Passages(StructureChunker chunker) {
    this(Parsers.standard(), chunker);
  }

  @Override
  public List<TextSegment> split(Document document) {
    return of(document.text()).stream().map(TextSegment::from).toList();
  }

  /** Of the text files of a folder. */
  List<String> in(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.sorted().toList();
    }
    List<String> passages = new ArrayList<>();
    for (Path file : files) {
      passages.addAll(of(Files.readString(file)));
    }
    return passages;
  }

  private List<String> of(String text) {
    var raw = new RawDocument(new DocumentId("document.txt"), text.getBytes(StandardCharsets.UTF_8));
    return switch (parsers.parse(raw).result()) {
      case ParseResult.Parsed(var parsed) ->
          chunker.chunk(parsed).chunks().stream().map(Chunk::passage).toList();
      case ParseResult.ParseFailed(String reason) -> throw new IllegalStateException(reason);
    };
  }
}
