package dev.athanor.knowledge.index.lucene;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.FSDirectory;

/**
 * The file that a commit is: nothing changes it once it is there. Where an index was erased and built again a file of the same name is
 * another one.
 *
 * @param written when, as the file system has it
 */
record CommitFile(String name, FileTime written, long size) {

  /** The newest commit's, unless there is none or it vanishes just now. */
  static Optional<CommitFile> newest(FSDirectory directory) throws IOException {
    String name = SegmentInfos.getLastCommitSegmentsFileName(directory);
    if (name == null) {
      return Optional.empty();
    }
    Path file = directory.getDirectory().resolve(name);
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return Optional.of(new CommitFile(name, attributes.lastModifiedTime(), attributes.size()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }
}
