package dev.athanor.knowledge.sync;

import dev.athanor.knowledge.chunk.Chunk;
import dev.athanor.knowledge.chunk.ChunkSizes;
import dev.athanor.knowledge.chunk.ChunkedDocument;
import dev.athanor.knowledge.chunk.StructureChunker;
import dev.athanor.knowledge.embed.Embedder;
import dev.athanor.knowledge.index.IndexedDocument;
import dev.athanor.knowledge.index.KnowledgeIndex;
import dev.athanor.knowledge.index.lucene.LuceneIndex;
import dev.athanor.knowledge.index.Snapshot;
import dev.athanor.knowledge.index.SnapshotInfo;
import dev.athanor.document.Principals;
import dev.athanor.document.clean.Cleaning;
import dev.athanor.knowledge.ledger.Ledger;
import dev.athanor.document.parse.Parsers;
import dev.athanor.document.source.FolderSource;
import dev.athanor.document.source.Selection;
import dev.athanor.document.source.Source;
import dev.athanor.document.source.SourceId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A folder of documents and a knowledge folder beside it. */
final class Workplace {

  /** Far enough ahead that a file written just now has a fingerprint. */
  static final InstantSource CLOCK = InstantSource.offset(InstantSource.system(), Duration.ofHours(1));

  final Path folder;
  final Path docs;
  final Path home;
  ChunkSizes sizes = ChunkSizes.STANDARD;

  Workplace(Path folder) {
    this.folder = folder;
    this.docs = folder.resolve("docs");
    this.home = folder.resolve("knowledge");
    try {
      Files.createDirectories(docs);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Workplace write(String name, String content) {
    return write(name, content.getBytes(StandardCharsets.UTF_8));
  }

  Workplace write(String name, byte[] content) {
    try {
      Files.createDirectories(docs.resolve(name).getParent());
      Files.write(docs.resolve(name), content);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Workplace delete(String name) {
    try {
      Files.delete(docs.resolve(name));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A document of a few chunks that says something of its own. */
  static String article(String about) {
    return "# All about " + about + "\n\n"
        + IntStream.range(0, 60).mapToObj(i -> "The " + about + " has a property number "
            + i + " that no other thing has.").collect(Collectors.joining(" "))
        + "\n\n## History of " + about + "\n\nThe "
        + about + " is old.\n";
  }

  Source source() {
    return source("docs", "");
  }

  Source source(String id, String mount) {
    return new FolderSource(new SourceId(id), docs, mount, Selection.of(Parsers.standard().globs()), CLOCK);
  }

  Sync sync(Embedder embedder, Checkpoint checkpoint) {
    return new Sync(home, Parsers.standard(), Cleaning.NONE, new StructureChunker(sizes), embedder, CLOCK,
        checkpoint);
  }

  SyncReport sync(Embedder embedder) {
    return sync(embedder, SyncOptions.STANDARD);
  }

  SyncReport sync(Embedder embedder, SyncOptions options) {
    return sync(embedder, Checkpoint.NONE).run(List.of(source()), options, SyncListener.SILENT);
  }

  Ledger ledger() {
    return Ledger.open(Sync.ledgerFile(home), CLOCK);
  }

  Workplace move(String name, String to) {
    try {
      Files.createDirectories(docs.resolve(to).getParent());
      Files.move(docs.resolve(name), docs.resolve(to));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The documents that are there. */
  List<String> names() {
    try (Stream<Path> files = Files.walk(docs)) {
      return files.filter(Files::isRegularFile).map(file -> docs.relativize(file).toString()).sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names of the snapshots that can be read. */
  List<String> snapshots() {
    try (KnowledgeIndex index = LuceneIndex.open(Sync.indexFolder(home))) {
      return index.snapshots().stream().map(snapshot -> snapshot.name().value()).toList();
    }
  }

  /** The vectors of each document's chunks. */
  Map<String, String> vectors() {
    try (Ledger ledger = ledger()) {
      return ledger.entries().stream().collect(Collectors.toMap(entry -> entry.document().value(),
          entry -> ledger.load(entry.document(), "counting-1").orElseThrow().vectors().stream()
              .map(Arrays::toString)
              .collect(Collectors.joining())));
    }
  }

  /** Syncs the documents of another place into this one, from nothing. */
  Workplace reading(Path documents, ChunkSizes chunkSizes) {
    sizes = chunkSizes;
    Source source =
        new FolderSource(new SourceId("docs"), documents, "", Selection.of(Parsers.standard().globs()),
            CLOCK);
    sync(new CountingEmbedder("counting-1"), Checkpoint.NONE).run(List.of(source), SyncOptions.STANDARD,
        SyncListener.SILENT);
    return this;
  }

  /** What the ledger has of each document: its version, sections and chunks. */
  Map<String, List<String>> chunks() {
    try (Ledger ledger = ledger()) {
      return ledger.entries().stream().collect(Collectors.toMap(entry -> entry.document().value(), entry -> {
        ChunkedDocument cut = ledger.load(entry.document()).orElseThrow();
        return Stream.concat(Stream.of(cut.document().version(), cut.sections().toString()),
            cut.chunks().stream().map(Chunk::toString)).toList();
      }));
    }
  }

  /** The newest snapshot that readers see: each document with its version. */
  Map<String, String> indexed() {
    try (KnowledgeIndex index = LuceneIndex.open(Sync.indexFolder(home))) {
      Optional<SnapshotInfo> newest = index.newest();
      if (newest.isEmpty()) {
        return Map.of();
      }
      try (Snapshot snapshot = index.snapshot(newest.get().name(), Principals.OPERATOR)) {
        snapshot.verify();
        return snapshot.documents().stream().collect(Collectors.toMap(document -> document.id().value(),
            IndexedDocument::version));
      }
    }
  }

  int indexedChunks() {
    try (KnowledgeIndex index = LuceneIndex.open(Sync.indexFolder(home));
        Snapshot snapshot = index.snapshot(index
            .newest().orElseThrow().name(), Principals.OPERATOR)) {
      return snapshot.chunks();
    }
  }
}
