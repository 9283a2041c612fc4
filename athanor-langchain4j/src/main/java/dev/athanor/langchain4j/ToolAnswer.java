package dev.athanor.langchain4j;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.athanor.json.Codec;
import dev.athanor.model.Part;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** How a tool came out. To throw is an outcome too: LangChain4j tells the model. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({@JsonSubTypes.Type(value = ToolAnswer.Returned.class, name = "returned"),
    @JsonSubTypes.Type(value = ToolAnswer.Threw.class, name = "threw")})
sealed interface ToolAnswer {
  /** Reads and writes it. A mere text, such as a person gives to a fork or for a write in doubt, is what the tool returned. */
  Codec<ToolAnswer> CODEC = new Codec<>() {
    private final Codec<ToolAnswer> whole = Codec.of(ToolAnswer.class);

    @Override
    public JsonNode encode(ToolAnswer value) {
      return whole.encode(value);
    }

    @Override
    public ToolAnswer decode(JsonNode json) {
      return json.isString()
          ? new Returned(List.of(new Part.Text(json.stringValue())), false, Optional.empty(),
              Optional.empty())
          : whole.decode(json);
    }
  };

  /**
   * It returned.
   *
   * @param content for the model
   * @param failed whether the content says what went wrong
   * @param result for the application, if it can be recorded
   * @param attributes of the result, if there are any
   */
  record Returned(List<Part> content, boolean failed, Optional<JsonNode> result,
      Optional<JsonNode> attributes)
      implements ToolAnswer {
    /** Copies. */
    public Returned {
      content = List.copyOf(content);
    }
  }

  /**
   * It threw.
   *
   * @param thrown what
   */
  record Threw(Thrown thrown) implements ToolAnswer {}
}
