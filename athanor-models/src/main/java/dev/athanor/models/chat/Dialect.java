package dev.athanor.models.chat;

import dev.athanor.model.Part;
import dev.athanor.models.wire.Authorization;
import dev.athanor.models.wire.Secret;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How a kind of provider speaks, beyond what LangChain4j knows of it. */
public interface Dialect {
  /**
   * LangChain4j's model for one exchange. It gets no key: the exchange has it.
   *
   * @param baseUrl without a slash at its end
   */
  StreamingChatModel model(HttpClientBuilder http, String baseUrl, Question question);

  /** The headers by which we are let in. */
  Authorization authorization(Secret key, Map<String, String> headers);

  /**
   * The settings that LangChain4j can say to this provider.
   *
   * @throws dev.athanor.run.StepFailed if the question asks for what the provider can't do
   */
  void settings(Question question, ChatRequest.Builder request);

  /** Puts into the body what LangChain4j could not say. */
  void amend(ObjectNode body, Question question);

  /** Instructions that are not only text. */
  List<JsonNode> system(List<Part> parts, Question question);

  /** What a person has said. */
  List<JsonNode> user(List<Part> parts, Question question);

  /** What the model has said, as it said it. */
  List<JsonNode> assistant(List<Part> parts, Question question);

  /** What tools have answered. */
  List<JsonNode> results(List<Part.ToolResult> results, Question question);

  /** A new answer of which nothing has come yet. */
  Assembly assembly(Author author);

  /** Where the provider lists its models, below its base address. */
  String listing();

  /** The models of such a list, which most write as OpenAI does. */
  default List<String> listed(JsonNode body) {
    return body.path("data").valueStream().map(model -> model.path("id").asString("")).toList();
  }
}
