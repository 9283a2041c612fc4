package dev.athanor.document.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

class FolderSourceContractTest extends SourceContract {
  @TempDir
  Path folder;

  @Override
  protected Source source() {
    return new FolderSource(new SourceId("docs"), folder, "docs/", Selection.of(List.of("**/*.md")),
        InstantSource.offset(InstantSource.system(), Duration.ofHours(1)));
  }

  @Override
  protected void put(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name + ".md"), text);
  }

  @Override
  protected void remove(String name) throws IOException {
    Files.delete(folder.resolve(name + ".md"));
  }

  @Override
  protected void breakListing() throws IOException {
    Files.createSymbolicLink(folder.resolve("more"), folder.resolve("not there"));
  }

  @Override
  protected String id(String name) {
    return "docs/" + name + ".md";
  }
}
