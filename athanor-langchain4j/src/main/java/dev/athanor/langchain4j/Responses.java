package dev.athanor.langchain4j;

import dev.athanor.model.FinishReason;
import dev.athanor.model.Message;
import dev.athanor.model.ModelResponse;
import dev.athanor.model.Usage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.ChatResponseMetadata;
import dev.langchain4j.model.output.TokenUsage;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Answers of a chat model in both languages. Metadata of a provider's own type comes back as that type, without the raw HTTP
 * exchange, whose headers belong to one connection.
 */
final class Responses {
  private static final String METADATA = "langchain4j.metadata";
  private static final String UNREADABLE = "langchain4j.unreadable";

  private Responses() {}

  static ModelResponse ours(ChatResponse response) {
    ChatResponseMetadata metadata = response.metadata();
    Message message = Messages.ours(response.aiMessage());
    ModelResponse typed =
        new ModelResponse(message, finish(metadata.finishReason()), usage(metadata.tokenUsage()),
            Optional.ofNullable(metadata.id()), Optional.ofNullable(metadata.modelName()), Map.of());
    return metadata(typed).equals(metadata) ? typed : with(typed, metadata);
  }

  private static ModelResponse with(ModelResponse typed, ChatResponseMetadata metadata) {
    Map<String, JsonNode> extra = Values.encoded(metadata).map(json -> Map.of(METADATA, json))
        .orElseGet(() -> Map.of(UNREADABLE, Values.shown(metadata.toString())));
    return new ModelResponse(typed.message(), typed.finish(), typed.usage(), typed.id(), typed.model(),
        extra);
  }

  static ChatResponse theirs(ModelResponse response) {
    return ChatResponse.builder().aiMessage(assistant(response)).metadata(metadata(response)).build();
  }

  private static dev.langchain4j.data.message.AiMessage assistant(ModelResponse response) {
    return Messages.theirs(response.message()) instanceof dev.langchain4j.data.message.AiMessage assistant
        ? assistant
        : Messages.theirAssistant(response.message());
  }

  private static ChatResponseMetadata metadata(ModelResponse response) {
    JsonNode own = response.extra().get(METADATA);
    if (own != null && Values.decode(own) instanceof ChatResponseMetadata metadata) {
      return metadata;
    }
    Usage usage = response.usage();
    ChatResponseMetadata.Builder<?> builder = ChatResponseMetadata.builder();
    response.id().ifPresent(builder::id);
    response.model().ifPresent(builder::modelName);
    if (!usage.equals(Usage.UNKNOWN)) {
      builder.tokenUsage(new TokenUsage(count(usage.input()), count(usage.output())));
    }
    return builder.finishReason(finish(response.finish())).build();
  }

  @SuppressWarnings("NullAway") // LangChain4j says null where a provider has not told
  private static Integer count(Optional<Long> tokens) {
    return tokens.map(Math::toIntExact).orElse(null);
  }

  private static Usage usage(@Nullable TokenUsage usage) {
    return usage == null ? Usage.UNKNOWN : Usages.ours(usage);
  }

  private static FinishReason finish(dev.langchain4j.model.output.@Nullable FinishReason reason) {
    return switch (reason) {
      case null -> FinishReason.OTHER;
      case STOP -> FinishReason.STOP;
      case LENGTH -> FinishReason.LENGTH;
      case TOOL_EXECUTION -> FinishReason.TOOL_CALLS;
      case CONTENT_FILTER -> FinishReason.CONTENT_FILTER;
      case OTHER -> FinishReason.OTHER;
    };
  }

  private static dev.langchain4j.model.output.FinishReason finish(FinishReason reason) {
    return switch (reason) {
      case STOP -> dev.langchain4j.model.output.FinishReason.STOP;
      case LENGTH -> dev.langchain4j.model.output.FinishReason.LENGTH;
      case TOOL_CALLS -> dev.langchain4j.model.output.FinishReason.TOOL_EXECUTION;
      case CONTENT_FILTER -> dev.langchain4j.model.output.FinishReason.CONTENT_FILTER;
      case OTHER -> dev.langchain4j.model.output.FinishReason.OTHER;
    };
  }
}
