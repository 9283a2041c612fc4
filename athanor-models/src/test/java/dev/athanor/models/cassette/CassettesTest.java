package dev.athanor.models.cassette;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.journal.Payload;
import dev.athanor.json.Codec;
import dev.athanor.json.Json;
import dev.athanor.json.Merkle;
import dev.athanor.model.ModelFailures;
import dev.athanor.model.ModelRequest;
import dev.athanor.model.ModelResponse;
import dev.athanor.models.Lab;
import dev.athanor.models.Served;
import dev.athanor.models.chat.Author;
import dev.athanor.models.provider.Protocol;
import dev.athanor.models.provider.WireAnswers;
import dev.athanor.run.Outcome;
import dev.athanor.run.Retry;
import dev.athanor.simulator.SimulatorSettings;
import dev.athanor.simulator.cassette.Interaction;
import dev.athanor.simulator.cassette.Recordings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class CassettesTest {
  /** Where something else has answered than a provider. */
  private static final String NO_ANSWER = "openai/test_invalid_response.yaml";
  /** Results of tools are a text in a record; that a result is no failure goes without saying; base64 has two alphabets. */
  private static final Pattern WRITTEN_OTHERWISE =
      Pattern.compile(".*/(functionResponse/response/.*|is_error|inlineData/data|role)");

  /** What has been kept that has no type, by its names. */
  private static final Map<Served, Set<String>> UNTYPED = new ConcurrentSkipListMap<>();

  /** Other recordings may have other names. */
  @AfterAll
  static void whatHasNoTypeIsListedForUsers() throws IOException {
    if (Exchanges.shipped()) {
      String page = Files.readString(Path.of("../docs/providers.md"));
      assertThat(page).as("%s", UNTYPED)
          .contains(UNTYPED.values().stream().flatMap(Set::stream).map(name -> "`" + name + "`")
              .distinct().toList());
    }
  }

  static Stream<Exchanges.Exchange> questions() {
    return Exchanges.all().stream().filter(exchange -> exchange.question().isPresent());
  }

  @ParameterizedTest
  @MethodSource("questions")
  void aRecordedExchangeIsUnderstoodAndNothingOfItIsDropped(Exchanges.Exchange exchange) {
    Exchanges.Question question = exchange.question().orElseThrow();
    Interaction recorded = exchange.interaction();
    Interaction played =
        new Interaction(new Interaction.Asked("POST", question.path(), recorded.asked().body()), recorded
            .answered());
    try (Lab lab =
        new Lab(SimulatorSettings.playing(Recordings.of(List.of(played), Recordings.Matching.ORDER)),
            simulator -> List.of(question.served().at(URI.create(simulator + question.base()), "")))) {
      ModelRequest request =
          request(question, recorded.asked().body().orElseThrow(), (bytes, type) -> lab.journal.store(
              new ByteArrayInputStream(bytes), type));
      Outcome<ModelResponse> outcome = lab.outcome(request, Retry.NONE);
      if (exchange.name().startsWith(NO_ANSWER)) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Failed.class,
            failed -> assertThat(failed.failure().message())
                .isEqualTo("openai:gpt-4o sent what can't be understood: it has no choices: "
                    + Json.parse(recorded.answered()
                        .text())));
      } else if (recorded.answered().status() == 200) {
        sentBack(recorded.asked().body().orElseThrow(), lab.sent());
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        Kept kept = new Kept(outcome.output());
        assertThat(kept.lost(Exchanges.pieces(recorded.answered()))).isEmpty();
        assertThat(readFromTheWire(question.served(), recorded.answered(), lab)).isEqualTo(outcome.output());
        UNTYPED.computeIfAbsent(question.served(), _ -> new ConcurrentSkipListSet<>()).addAll(kept.names());
      } else {
        refused(outcome, Json.parse(recorded.answered().text()));
      }
    }
  }

  /** What somebody else was answered, as it would stand on record. */
  private static ModelResponse readFromTheWire(Served served, Interaction.Answered answered, Lab lab) {
    Author author = new Author(served.provider(), lab.journal::store);
    Protocol protocol = served.at(URI.create("http://127.0.0.1")).protocol();
    Optional<ModelResponse> read = switch (answered.body()) {
      case Interaction.Body.Whole _ -> WireAnswers.whole(protocol, author, answered.text());
      case Interaction.Body.Stream _ -> WireAnswers.stream(protocol, author, answered.text());
    };
    Codec<ModelResponse> codec = Codec.of(ModelResponse.class);
    return codec.decode(Merkle.of(codec.encode(read.orElseThrow())).join());
  }

  /** What was said before goes to the provider again, thoughts and what has no type included. */
  private static void sentBack(JsonNode recorded, JsonNode sent) {
    Set<JsonNode> there = Leaf.of("", sent).stream().map(Leaf::value).collect(Collectors.toSet());
    List<Leaf> before =
        Stream.of("messages", "contents", "input")
            .flatMap(name -> Leaf.of("/" + name, recorded.path(name)).stream())
            .toList();
    assertThat(before).filteredOn(leaf -> !WRITTEN_OTHERWISE.matcher(leaf.path()).matches())
        .filteredOn(leaf -> !there
            .contains(leaf.value()))
        .isEmpty();
  }

  @Test
  void whatIsNotAskedOfAModelIsRecordedTooAndNoneOfOurs() {
    assertThat(Exchanges.all()).filteredOn(exchange -> exchange.question().isEmpty())
        .extracting(exchange -> exchange
            .interaction().asked())
        .allMatch(asked -> !asked.method().equals("POST") || asked.path().matches(
            ".*(/count_tokens|:countTokens|/fileSearchStores|:uploadToFileSearchStore)"));
  }

  private static void refused(Outcome<ModelResponse> outcome, JsonNode body) {
    assertThat(outcome).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
      assertThat(failed.failure().code()).isEqualTo(ModelFailures.REQUEST);
      assertThat(failed.failure().message()).contains(body.at("/error/message").stringValue());
    });
  }

  private static ModelRequest request(Exchanges.Question question, JsonNode body,
      BiFunction<byte[], String, Payload> store) {
    String provider = question.served().provider();
    RequestReader reader = switch (question.served()) {
      case OPENAI, OLLAMA -> new OpenAiRequests(provider, body, store);
      case ANTHROPIC -> new AnthropicRequests(provider, body, store);
      case RESPONSES -> new ResponsesRequests(provider, body, store);
      case GEMINI -> new GeminiRequests(provider, body, store);
    };
    return reader.read(question.model());
  }
}
