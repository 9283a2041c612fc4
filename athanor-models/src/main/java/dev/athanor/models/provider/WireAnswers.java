package dev.athanor.models.provider;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Json;
import dev.athanor.model.ModelResponse;
import dev.athanor.models.chat.Assembly;
import dev.athanor.models.chat.Author;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Reads what a model has said from what came over the wire to somebody else, as it is read when we ask: nothing is left out.
 * What broke off is read as far as it goes; what can't be read is empty and no error.
 */
public final class WireAnswers {
  private WireAnswers() {}

  /** An answer that came in one body. */
  public static Optional<ModelResponse> whole(Protocol protocol, Author author, String body) {
    return read(protocol, author, assembly -> assembly.whole(Json.parse(body)));
  }

  /** An answer that came as a stream: server-sent events, lines of JSON, or one array. */
  public static Optional<ModelResponse> stream(Protocol protocol, Author author, String text) {
    return read(protocol, author, assembly -> {
      if (text.stripLeading().startsWith("[")) {
        assembly.whole(Json.parse(text));
      } else {
        Events events = new Events(assembly);
        text.lines().forEach(events::line);
        events.end();
      }
    });
  }

  /** Gives an assembly what came. */
  private interface Feed {
    void to(Assembly assembly);
  }

  private static Optional<ModelResponse> read(Protocol protocol, Author author, Feed feed) {
    Assembly assembly = protocol.dialect(author.provider()).assembly(author);
    try {
      feed.to(assembly);
      ModelResponse response = assembly.read();
      boolean refused = assembly.error().isPresent() && response.message().parts().isEmpty();
      return refused ? Optional.empty() : Optional.of(response);
    } catch (RuntimeException e) { // whatever it is that a server has sent
      return Optional.empty();
    }
  }

  /** Tells the events of a stream apart. Used by one thread. */
  private static final class Events {
    private final Assembly assembly;
    private final StringBuilder data = new StringBuilder();
    private String name = "";

    Events(Assembly assembly) {
      this.assembly = assembly;
    }

    void line(String line) {
      if (line.isBlank()) {
        end();
      } else if (line.startsWith("data:")) {
        data.append(data.isEmpty() ? "" : "\n").append(line.substring("data:".length()).strip());
      } else if (line.startsWith("event:")) {
        name = line.substring("event:".length()).strip();
      } else if (line.startsWith("{")) {
        event("", line);
      }
    }

    void end() {
      if (!data.isEmpty()) {
        event(name, data.toString());
      }
      data.setLength(0);
      name = "";
    }

    private void event(String of, String text) {
      if (!assembly.lastWord(text)) {
        json(text).ifPresent(json -> assembly.event(of, json));
      }
    }

    /** A piece that was cut off is left out. */
    private static Optional<JsonNode> json(String text) {
      try {
        return Optional.of(Json.parse(text));
      } catch (AthanorException e) {
        return Optional.empty();
      }
    }
  }
}
