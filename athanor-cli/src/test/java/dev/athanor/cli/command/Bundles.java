package dev.athanor.cli.command;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Changes exported bundles as somebody would who wants to be believed. */
final class Bundles {
  private Bundles() {}

  /** Rewrites one file inside. */
  static void rewrite(Path bundle, String name, UnaryOperator<String> change) throws IOException {
    byte[] before = Files.readAllBytes(bundle);
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(before));
        ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(bundle))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        byte[] content = in.readAllBytes();
        out.putNextEntry(new ZipEntry(entry.getName()));
        out.write(entry.getName().equals(name)
            ? change.apply(new String(content, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8)
            : content);
        out.closeEntry();
      }
    }
  }
}
