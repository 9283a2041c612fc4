package dev.athanor.embedders;

import dev.athanor.error.AthanorException;
import dev.athanor.error.Category;
import dev.athanor.knowledge.embed.OnnxRuntime;
import dev.langchain4j.model.embedding.EmbeddingModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A class of somebody's own, from his jars. LangChain4j's core, and what else this program has, is this program's; everything else
 * is from the jars.
 */
final class OwnClassModel implements LocalModel {
  private final EmbedderSettings.OwnClass settings;
  private Optional<String> digest = Optional.empty();
  /** Guarded by this. */
  private @Nullable URLClassLoader loader;

  OwnClassModel(EmbedderSettings.OwnClass settings) {
    this.settings = settings;
  }

  @Override
  public synchronized String version() {
    String found = digest.orElseGet(() -> FileDigest.of(jars(), "jar", "jars"));
    digest = Optional.of(found);
    return "class-" + settings.name() + "-" + found;
  }

  @Override
  public String described() {
    return settings.name();
  }

  private List<Path> jars() {
    List<Path> jars = new ArrayList<>();
    for (Path place : settings.jars()) {
      if (!Files.isDirectory(place)) {
        jars.add(place);
        continue;
      }
      try (Stream<Path> inside = Files.list(place)) {
        inside.filter(each -> each.toString().endsWith(".jar")).sorted().forEach(jars::add);
      } catch (IOException e) {
        throw new AthanorException("embedder-jars", Category.USER, false,
            "the embedder's folder of jars " + place + " can't be listed: " + e + "; make it readable", e);
      }
    }
    return jars;
  }

  @Override
  public synchronized ClassLoader loader() {
    URLClassLoader made = loader;
    if (made == null) {
      made = new URLClassLoader("embedder", jars().stream().map(OwnClassModel::url).toArray(URL[]::new),
          OwnClassModel.class.getClassLoader());
      loader = made;
    }
    return made;
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public EmbeddingModel load() {
    OnnxRuntime.prepare();
    try {
      Object made = Class.forName(settings.name(), true, loader()).getConstructor().newInstance();
      if (made instanceof EmbeddingModel model) {
        return model;
      }
      throw problem("implements no " + EmbeddingModel.class.getName() + " of LangChain4j", null);
    } catch (ClassNotFoundException e) {
      throw problem("is not in " + settings.jars(), e);
    } catch (NoSuchMethodException e) {
      throw problem("has no public constructor without parameters", e);
    } catch (InvocationTargetException e) {
      throw problem("can't be made: " + ModelEmbedder.cause(e), e);
    } catch (ReflectiveOperationException | LinkageError e) {
      throw problem("can't be loaded: " + e, e);
    }
  }

  private AthanorException problem(String what, @Nullable Throwable cause) {
    var problem = AthanorException.user("embedder-class", "the embedder's class " + settings.name() + " "
        + what
        + "; expected a public class that implements LangChain4j's EmbeddingModel and can be made without parameters,"
        + " in one of the jars");
    problem.initCause(cause);
    return problem;
  }

  @Override
  public synchronized void close() {
    if (loader != null) {
      try {
        loader.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
