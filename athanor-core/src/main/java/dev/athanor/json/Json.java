package dev.athanor.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.athanor.error.AthanorException;
import java.math.BigDecimal;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * The one JSON mapper: records by their component names, absent optionals left out, decimals as strings, times in
 * ISO 8601. It reads whatever can be written: its limits are no tighter than ours. Safe for use by many threads.
 */
public final class Json {
  /** The mapper. */
  public static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
      .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(2 * CanonicalJson.DEEPEST)
          .maxStringLength(Integer.MAX_VALUE).maxNameLength(Integer.MAX_VALUE)
          .maxNumberLength(Integer.MAX_VALUE).build())
      .build())
      .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(
          JsonInclude.Include.NON_ABSENT))
      .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
      .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
      .addModule(new SimpleModule("athanor").addSerializer(BigDecimal.class, new DecimalAsText()))
      .build();

  private Json() {}

  /** Reads JSON text. */
  public static JsonNode parse(String text) {
    try {
      return present(MAPPER.readTree(text));
    } catch (JacksonException e) {
      throw AthanorException.data("json-malformed", "this is not JSON: " + reason(e) + " in "
          + abbreviate(text, 200), e);
    }
  }

  /** Reads JSON bytes in UTF-8. */
  public static JsonNode parse(byte[] utf8) {
    try {
      return present(MAPPER.readTree(utf8));
    } catch (JacksonException e) {
      throw AthanorException.data("json-malformed", "these bytes are not JSON: " + reason(e), e);
    }
  }

  /** What is wrong with JSON, without the parser's remarks on where it was read from. */
  public static String reason(JacksonException problem) {
    return String.valueOf(problem.getOriginalMessage())
        .replaceAll("\\s*\\((start marker at )?\\[Source: [^\\]]*\\]\\)", "");
  }

  private static JsonNode present(JsonNode value) {
    if (value.isMissingNode()) {
      throw AthanorException.data("json-malformed",
          "this is not JSON: it is empty, where a value was expected");
    }
    return value;
  }

  /** A new, empty object. */
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** The text, cut to about this many characters. */
  public static String abbreviate(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most) + "…";
  }

  /** A decimal keeps every digit only as text: a JSON number is read as a double. */
  private static final class DecimalAsText extends StdSerializer<BigDecimal> {
    DecimalAsText() {
      super(BigDecimal.class);
    }

    @Override
    public void serialize(BigDecimal value, JsonGenerator out, SerializationContext context) {
      out.writeString(value.toPlainString());
    }
  }
}
