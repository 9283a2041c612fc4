package dev.athanor.langchain4j;

import dev.athanor.json.Json;
import java.lang.reflect.Type;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What tools return to the application beside the text for the model: by the type that their method declares. */
final class Results {
  private Results() {}

  /** The result as JSON, if it can be brought back. */
  static Optional<JsonNode> encoded(@Nullable Object result, Optional<Type> type) {
    if (result == null) {
      return Optional.empty();
    }
    if (type.isEmpty() || !isOurs(type.get())) {
      return Values.encoded(result);
    }
    try {
      JsonNode json = Json.MAPPER.valueToTree(result);
      JsonNode again = Json.MAPPER.valueToTree(decoded(json, type));
      return again.equals(json) ? Optional.of(json) : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /** The result from its JSON. */
  static @Nullable Object decoded(JsonNode json, Optional<Type> type) {
    return type.isPresent() && isOurs(type.get())
        ? Json.MAPPER.readerFor(Json.MAPPER.constructType(type.get()))
            .readValue(json)
        : Values.decode(json);
  }

  /** The application's and Java's types are what JSON makes of them; LangChain4j's own are not. */
  private static boolean isOurs(Type type) {
    return !type.getTypeName().contains("dev.langchain4j.") && !type.equals(Object.class);
  }
}
