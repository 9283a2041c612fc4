package dev.athanor.embedders;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;

/** Jars with classes that are on no class path. */
final class CompiledJar {
  private CompiledJar() {}

  /**
   * A new jar with one class.
   *
   * @param source its text, with NAME for its simple name
   */
  static Path of(Path folder, String name, String source) throws IOException {
    Path work = Files.createTempDirectory(folder, "jar");
    String simple = name.substring(name.lastIndexOf('.') + 1);
    Path file = Files.writeString(work.resolve(simple + ".java"), source.replace("NAME", simple));
    int result =
        ToolProvider.getSystemJavaCompiler().run(null, OutputStream.nullOutputStream(), null, "-proc:none",
            "-cp", System.getProperty("java.class.path"), "-d", work.toString(), file.toString());
    if (result != 0) {
      throw new IOException(name + " does not compile");
    }
    Path jar = work.resolve(simple + ".jar");
    String entry = name.replace('.', '/') + ".class";
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry(entry));
      Files.copy(work.resolve(entry), out);
      out.closeEntry();
    }
    return jar;
  }
}
