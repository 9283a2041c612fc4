package dev.athanor.proxy.upstream;

import dev.athanor.journal.Payload;
import dev.athanor.model.ModelResponse;
import dev.athanor.models.chat.Author;
import dev.athanor.models.provider.Protocol;
import dev.athanor.models.provider.WireAnswers;
import dev.athanor.proxy.exchange.Asked;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Reads what a model has said. What can't be read is no error: the record has it as it came.
 *
 * @param asked the request
 * @param files where the files of an answer go
 */
record Answers(Asked asked, BiFunction<InputStream, String, Payload> files) {
  private static final int OK = 200;

  /** What is said in one body. */
  Optional<ModelResponse> whole(int status, String body) {
    return protocol(status).flatMap(protocol -> WireAnswers.whole(protocol, author(), body));
  }

  /** What is said in a stream. */
  Optional<ModelResponse> stream(int status, String text) {
    return protocol(status).flatMap(protocol -> WireAnswers.stream(protocol, author(), text));
  }

  private Author author() {
    return new Author(asked.service().word(), files);
  }

  /** What is spoken at the path, if models answer there. */
  private Optional<Protocol> protocol(int status) {
    if (status != OK) {
      return Optional.empty();
    }
    String path = asked.path();
    return switch (asked.service()) {
      case OPENAI -> likeOpenAi(path);
      case ANTHROPIC -> path.endsWith("/messages") ? Optional.of(Protocol.ANTHROPIC) : Optional.empty();
      case GEMINI -> path.endsWith(":generateContent") || path.endsWith(":streamGenerateContent")
          ? Optional.of(Protocol.GEMINI) : likeOpenAi(path);
      case OLLAMA -> path.equals("/api/chat") ? Optional.of(Protocol.OLLAMA) : likeOpenAi(path);
    };
  }

  private static Optional<Protocol> likeOpenAi(String path) {
    if (path.endsWith("/chat/completions")) {
      return Optional.of(Protocol.OPENAI);
    }
    return path.endsWith("/responses") ? Optional.of(Protocol.RESPONSES) : Optional.empty();
  }
}
