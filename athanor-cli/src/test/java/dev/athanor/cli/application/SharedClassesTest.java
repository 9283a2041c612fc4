package dev.athanor.cli.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharedClassesTest {
  @ParameterizedTest
  @ValueSource(strings = {"dev.athanor.run.Program", "dev.athanor.json.Codec",
      "dev.athanor.error.AthanorException",
      "tools.jackson.databind.JsonNode", "com.fasterxml.jackson.annotation.JsonTypeInfo", "java.sql.Driver",
      "java.net.http.HttpClient"})
  void theCoreItsJsonAndTheJdkAreSharedAsTheyAre(String name) throws Exception {
    assertThat(new SharedClasses().loadClass(name)).isSameAs(Class.forName(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev.athanor.cli.Athanor", "dev.athanor.eval.experiment.Subject",
      "dev.athanor.langchain4j.Journaled", "dev.langchain4j.model.chat.ChatModel", "org.slf4j.Logger",
      "picocli.CommandLine", "example.travel.TravelDesk"})
  void whatElseThisProgramIsMadeOfIsNot(String name) {
    assertThatThrownBy(() -> new SharedClasses().loadClass(name)).isInstanceOf(ClassNotFoundException.class);
  }

  /** As the program is delivered: the adapter without LangChain4j's own services. */
  @Test
  void theAdapterIsNotLoadedOnThisSideWhereItCouldNotBe() throws Exception {
    URL[] delivered = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> !entry.matches(".*/langchain4j(-agentic)?-[0-9][^/]*\\.jar"))
        .map(SharedClassesTest::url).toArray(URL[]::new);
    try (URLClassLoader program = new URLClassLoader(delivered, ClassLoader.getPlatformClassLoader())) {
      var constructor = program.loadClass(SharedClasses.class.getName()).getDeclaredConstructor();
      constructor.setAccessible(true);
      ClassLoader shared = (ClassLoader) constructor.newInstance();
      assertThatThrownBy(() -> program.loadClass("dev.athanor.langchain4j.JournaledTool"))
          .isInstanceOf(NoClassDefFoundError.class);
      assertThatThrownBy(() -> shared.loadClass("dev.athanor.langchain4j.JournaledTool"))
          .isInstanceOf(ClassNotFoundException.class);
      assertThat(shared.loadClass("dev.athanor.run.Program"))
          .isSameAs(program.loadClass("dev.athanor.run.Program"));
    }
  }

  private static URL url(String entry) {
    try {
      return Path.of(entry).toUri().toURL();
    } catch (java.net.MalformedURLException e) {
      throw new IllegalArgumentException(entry, e);
    }
  }
}
