package dev.athanor.prompt;

import dev.athanor.json.Hash;
import dev.athanor.model.Message;
import dev.athanor.model.ModelSettings;
import dev.athanor.model.OutputFormat;
import dev.athanor.model.Part;
import dev.athanor.prompt.template.Piece;
import dev.athanor.prompt.template.Turn;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A prompt with everything filled in: what a question to a model is made of.
 *
 * @param name of the prompt
 * @param version of the prompt
 * @param model that is asked, as the file names it; empty leaves the choice to the caller
 * @param settings that the file has; what it leaves out is the caller's
 * @param output the form of the answer
 * @param tools that the model may call
 * @param turns what is said
 */
public record RenderedPrompt(PromptName name, Hash version, Optional<String> model, ModelSettings settings,
    OutputFormat output, PromptHeader.Tools tools, List<Turn> turns) {
  private static final Pattern DATA = Pattern.compile("data:([^;,]+)[;,].*", Pattern.DOTALL
      | Pattern.CASE_INSENSITIVE);
  private static final Pattern ENDING = Pattern.compile("[^?#]*\\.([A-Za-z0-9]+)(?:[?#].*)?", Pattern.DOTALL);
  private static final Map<String,
      String> TYPES = Map.ofEntries(Map.entry("png", "image/png"), Map.entry("jpg",
          "image/jpeg"), Map.entry("jpeg", "image/jpeg"), Map.entry("gif", "image/gif"),
          Map.entry("webp",
              "image/webp"),
          Map.entry("svg", "image/svg+xml"), Map.entry("pdf", "application/pdf"), Map.entry(
              "mp3", "audio/mpeg"),
          Map.entry("wav", "audio/wav"), Map.entry("mp4", "video/mp4"));

  /** Copies. */
  public RenderedPrompt {
    turns = List.copyOf(turns);
  }

  /** The conversation, where files are links: {@code data:} URLs too. */
  public List<Message> messages() {
    return messages(media -> new Part.Linked(media.url(), mediaType(media)));
  }

  /**
   * The conversation. Sections are not part of it, and a turn that has nothing else is left out.
   *
   * @param files makes a part of a picture or another file, such as one that is stored with the run
   */
  public List<Message> messages(Function<Piece.Media, Part> files) {
    return turns.stream()
        .map(turn -> new Message(turn.role(),
            turn.pieces().stream().flatMap(piece -> part(piece, files).stream())
                .toList()))
        .filter(message -> !message.parts().isEmpty()).toList();
  }

  private static Optional<Part> part(Piece piece, Function<Piece.Media, Part> files) {
    return switch (piece) {
      case Piece.Words(String text) -> Optional.of(new Part.Text(text));
      case Piece.Media media -> Optional.of(files.apply(media));
      case Piece.Given(Part part) -> Optional.of(part);
      case Piece.Section _ -> Optional.empty();
    };
  }

  /** What kind of file it is: by the template, else by the URL, else unknown bytes. */
  public static String mediaType(Piece.Media media) {
    if (media.contentType().isPresent()) {
      return media.contentType().get();
    }
    Matcher data = DATA.matcher(media.url());
    if (data.matches()) {
      return data.group(1);
    }
    Matcher ending = ENDING.matcher(media.url());
    String type = ending.matches() ? TYPES.get(ending.group(1).toLowerCase(Locale.ROOT)) : null;
    return type == null ? "application/octet-stream" : type;
  }
}
