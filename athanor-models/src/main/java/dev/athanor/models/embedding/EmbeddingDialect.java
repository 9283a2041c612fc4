package dev.athanor.models.embedding;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.googleai.GoogleAiEmbeddingModel;
import dev.langchain4j.model.ollama.OllamaEmbeddingModel;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How a kind of provider is asked for vectors, and how its answers are read. */
public enum EmbeddingDialect {
  /** OpenAI's {@code /embeddings}, which many others speak too. */
  OPENAI {
    @Override
    EmbeddingModel model(HttpClientBuilder http, String baseUrl, EmbeddingRequest request) {
      return new OpenAiEmbeddingModel.OpenAiEmbeddingModelBuilder().httpClientBuilder(http).baseUrl(baseUrl)
          .modelName(request.model().model()).dimensions(given(request)).maxRetries(0)
          .maxSegmentsPerBatch(request.texts().size()).build();
    }

    // Each says which text it belongs to; those that are like OpenAI need not say it.
    @Override
    List<JsonNode> vectors(JsonNode body) {
      NavigableMap<Integer, JsonNode> ordered = new TreeMap<>();
      int place = 0;
      for (JsonNode each : body.path("data")) {
        int index = each.path("index").asInt(place);
        if (ordered.put(index, each.path("embedding")) != null) {
          throw new IllegalArgumentException("two vectors are of text " + index);
        }
        place++;
      }
      return inOrder(ordered);
    }

    @Override
    JsonNode tokens(JsonNode body) {
      return body.path("usage").path("prompt_tokens");
    }
  },
  /** Ollama's {@code /api/embed}. */
  OLLAMA {
    @Override
    EmbeddingModel model(HttpClientBuilder http, String baseUrl, EmbeddingRequest request) {
      return new OllamaEmbeddingModel.OllamaEmbeddingModelBuilder().httpClientBuilder(http).baseUrl(baseUrl)
          .modelName(request.model().model()).dimensions(given(request)).maxRetries(0).build();
    }

    @Override
    List<JsonNode> vectors(JsonNode body) {
      return body.path("embeddings").valueStream().toList();
    }

    @Override
    JsonNode tokens(JsonNode body) {
      return body.path("prompt_eval_count");
    }
  },
  /** Google's {@code :batchEmbedContents}. */
  GEMINI {
    @Override
    EmbeddingModel model(HttpClientBuilder http, String baseUrl, EmbeddingRequest request) {
      return GoogleAiEmbeddingModel.builder().httpClientBuilder(http).baseUrl(baseUrl)
          .apiKey("set on the wire").modelName(request.model().model())
          .outputDimensionality(given(request)).maxRetries(0).build();
    }

    @Override
    List<JsonNode> vectors(JsonNode body) {
      return body.path("embeddings").valueStream().map(each -> each.path("values")).toList();
    }

    @Override
    JsonNode tokens(JsonNode body) {
      return body.path("usageMetadata").path("promptTokenCount");
    }
  };

  /** LangChain4j's model for one exchange. It gets no key and tries nothing again: that is ours to do. */
  abstract EmbeddingModel model(HttpClientBuilder http, String baseUrl, EmbeddingRequest request);

  /**
   * The vectors of an answer, in the order of the texts.
   *
   * @throws IllegalArgumentException if their order can't be told
   */
  abstract List<JsonNode> vectors(JsonNode body);

  /** The count of tokens, or something that is no number. */
  abstract JsonNode tokens(JsonNode body);

  private static @Nullable Integer given(EmbeddingRequest request) {
    return request.dimensions().orElse(null);
  }

  private static List<JsonNode> inOrder(NavigableMap<Integer, JsonNode> ordered) {
    List<JsonNode> vectors = new ArrayList<>();
    Optional<Integer> gap = ordered.keySet().stream().filter(index -> index < 0 || index >= ordered.size())
        .findFirst();
    if (gap.isPresent()) {
      throw new IllegalArgumentException("a vector is of text " + gap.get() + ", and there are only "
          + ordered.size() + " vectors");
    }
    vectors.addAll(ordered.values());
    return vectors;
  }
}
