package dev.athanor.langchain4j;

import static dev.athanor.langchain4j.Bench.ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.journal.Effect;
import dev.athanor.json.Codec;
import dev.athanor.run.Outcome;
import dev.athanor.run.Program;
import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.model.output.TokenUsage;
import dev.langchain4j.rag.DefaultRetrievalAugmentor;
import dev.langchain4j.rag.RetrievalAugmentor;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.ContentMetadata;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.content.retriever.EmbeddingStoreContentRetriever;
import dev.langchain4j.rag.query.Query;
import dev.langchain4j.rag.query.router.DefaultQueryRouter;
import dev.langchain4j.rag.query.transformer.ExpandingQueryTransformer;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.Result;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RetrievalTest {
  private final Bench bench = new Bench();
  private final AtomicInteger embedded = new AtomicInteger();
  private final ExecutorService threads = Executors.newFixedThreadPool(3);
  private final PlayedModel model = new PlayedModel(request -> AiMessage.from(PlayedModel.said(request)));

  @AfterEach
  void close() {
    threads.close();
    bench.close();
  }

  /** Embeds by the letters of a text. */
  private final class Letters implements EmbeddingModel {
    private final String name;

    Letters(String name) {
      this.name = name;
    }

    @Override
    public Response<List<Embedding>> embedAll(List<TextSegment> segments) {
      List<Embedding> all = new ArrayList<>();
      for (TextSegment segment : segments) {
        embedded.incrementAndGet();
        float[] vector = new float[26];
        segment.text().chars().filter(Character::isLowerCase)
            .forEach(letter -> vector[letter - 'a'] += 1 / 3f);
        all.add(Embedding.from(vector));
      }
      return Response.from(all, new TokenUsage(segments.size()));
    }

    @Override
    public String modelName() {
      return name;
    }
  }

  @Test
  void aVectorComesBackToTheBit() {
    EmbeddingModel letters = new Letters("letters");
    EmbeddingModel wrapped = Journaled.STRICT.embeddingModel(letters);
    AtomicReference<Response<List<Embedding>>> got = new AtomicReference<>();
    Program<String, String> program = Journaled.STRICT.program("embed", Codec.TEXT, Codec.TEXT, text -> {
      got.set(wrapped.embedAll(List.of(TextSegment.from(text), TextSegment.from("zebra"))));
      return wrapped.embed(text).content().vector().length + "";
    });
    assertThat(bench.runs.start(ID, program, "hello").outcome()).isEqualTo(new Outcome.Done<>("26"));
    Response<List<Embedding>> live = got.get();
    assertThat(live)
        .isEqualTo(letters.embedAll(List.of(TextSegment.from("hello"), TextSegment.from("zebra"))));
    int times = embedded.get();
    assertThat(bench.replay(ID, program).divergence()).isEmpty();
    assertThat(got.get()).isNotSameAs(live).isEqualTo(live);
    assertThat(embedded).hasValue(times);
    assertThat(bench.effect(ID, "embed")).isEqualTo(Effect.PURE);
  }

  @Test
  void aModelThatDoesNotTellItsNameAnswersForNoOtherRun() {
    EmbeddingModel wrapped = Journaled.STRICT.embeddingModel(new Letters("unknown"));
    var _ = bench.runs
        .start(ID, Journaled.STRICT.program("embed", Codec.TEXT, Codec.TEXT, text -> "" + wrapped.embed(
            text).content().dimension()), "x")
        .outcome();
    assertThat(bench.effect(ID, "embed")).isEqualTo(Effect.SAMPLED);
  }

  interface Assistant {
    Result<String> chat(String text);
  }

  private EmbeddingStoreContentRetriever library(EmbeddingModel embedding) {
    InMemoryEmbeddingStore<TextSegment> store = new InMemoryEmbeddingStore<>();
    for (String text : List.of("rome has hills", "oslo has snow")) {
      TextSegment segment =
          TextSegment.from(text, new Metadata().put("id", UUID.nameUUIDFromBytes(text.getBytes(
              java.nio.charset.StandardCharsets.UTF_8))).put("page", 7).put("weight", 0.5f));
      store.add(text, new Letters("letters").embed(segment).content(), segment);
    }
    return EmbeddingStoreContentRetriever.builder().embeddingModel(embedding).embeddingStore(store)
        .maxResults(1)
        .build();
  }

  @Test
  void whatWasFoundComesBackWithItsScoresAndItsDocumentsMetadata() {
    ContentRetriever library = library(new Letters("letters"));
    AtomicReference<List<Content>> got = new AtomicReference<>();
    Assistant assistant = AiServices.builder(Assistant.class).chatModel(Journaled.STRICT.chatModel(model))
        .contentRetriever(Journaled.STRICT.contentRetriever("search", "guide-2026-01", library)).build();
    Program<String, String> program = Journaled.STRICT.program("rag", Codec.TEXT, Codec.TEXT, text -> {
      Result<String> result = assistant.chat(text);
      got.set(result.sources());
      return result.content();
    });
    assertThat(bench.runs.start(ID, program, "rome").outcome().output()).contains("rome has hills");
    List<Content> live = got.get();
    assertThat(bench.replay(ID, program).divergence()).isEmpty();
    Content direct = library.retrieve(Query.from("rome")).getFirst();
    for (Content content : List.of(live.getFirst(), got.get().getFirst())) {
      assertThat(content.textSegment()).isEqualTo(direct.textSegment());
      assertThat(content.metadata()).isEqualTo(direct.metadata()).containsKey(ContentMetadata.SCORE);
    }
    assertThat(bench.effect(ID, "search")).isEqualTo(Effect.PURE);
  }

  private static ContentRetriever saying(String text) {
    return _ -> List.of(Content.from(TextSegment.from(text), Map.of()));
  }

  @Test
  void severalRetrieversMaySearchAtOnceOnATakenExecutor() {
    RetrievalAugmentor augmentor = DefaultRetrievalAugmentor.builder().queryRouter(new DefaultQueryRouter(
        Journaled.STRICT.contentRetriever("web", saying("from the web")),
        Journaled.STRICT.contentRetriever("library",
            saying("from the library"))))
        .executor(Journaled.STRICT.executor(threads)).build();
    Assistant assistant = AiServices.builder(Assistant.class).chatModel(Journaled.STRICT.chatModel(model))
        .retrievalAugmentor(augmentor).build();
    Program<String, String> program =
        Journaled.STRICT.program("rag", Codec.TEXT, Codec.TEXT, text -> assistant.chat(
            text).content());
    assertThat(bench.runs.start(ID, program, "rome").outcome().output()).contains("from the web",
        "from the library");
    assertThat(bench.paths(ID)).containsExactlyInAnyOrder("task/web", "task[1]/library", "model");
    assertThat(bench.replay(ID, program).divergence()).isEmpty();
  }

  @Test
  void anAugmentorIsOneStepWhateverItDoesOnWhichThreads() {
    PlayedModel expander = new PlayedModel(_ -> AiMessage.from("rome\nitaly"));
    AtomicInteger searched = new AtomicInteger();
    ContentRetriever counting = query -> {
      searched.incrementAndGet();
      return saying("about " + query.text()).retrieve(query);
    };
    RetrievalAugmentor augmentor =
        DefaultRetrievalAugmentor.builder().queryTransformer(new ExpandingQueryTransformer(
            expander, 2)).queryRouter(new DefaultQueryRouter(counting, counting)).executor(threads).build();
    Assistant assistant = AiServices.builder(Assistant.class).chatModel(Journaled.STRICT.chatModel(model))
        .retrievalAugmentor(Journaled.STRICT.retrievalAugmentor(augmentor)).build();
    Program<String, String> program =
        Journaled.STRICT.program("rag", Codec.TEXT, Codec.TEXT, text -> assistant.chat(
            text).content());
    assertThat(bench.runs.start(ID, program, "rome").outcome().output()).contains("about rome",
        "about italy");
    assertThat(bench.paths(ID)).containsExactly("augment", "model");
    assertThat(bench.replay(ID, program).divergence()).isEmpty();
    assertThat(searched).hasValue(4);
    assertThat(expander.times()).isEqualTo(1);
  }
}
