package dev.athanor.bench.scorers;

import dev.athanor.bench.retrieval.DataFolder;
import dev.athanor.eval.scorer.judge.Preference;
import dev.athanor.eval.scorer.judge.Preference.Choice;
import dev.athanor.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;

/**
 * Reads the recorded verdicts of judges from their raw text (LLMBar Natural, Zeng et al. 2024) and prints how often they are right, in both
 * orders, and how often the two orders agree. Ratings of one output at a time are left out, since they have no order.
 */
public final class LlmBar {
  private LlmBar() {}

  /** One judge on one pair, in both orders, as it is parsed and as it was recorded by the authors. */
  private record Verdicts(String judge, Choice gold, Optional<Choice> first, Optional<Choice> swapped,
      int unlikeRecorded) {}

  /** Prints the table; the optional argument is the data folder. */
  public static void main(String[] arguments) throws IOException {
    Path file = DataFolder.of(arguments, "llmbar").resolve("natural.jsonl.gz");
    Map<String, List<Verdicts>> judges = new TreeMap<>();
    try (
        var reader = new BufferedReader(new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)),
            StandardCharsets.UTF_8))) {
      judges.putAll(reader.lines().map(Json::parse).flatMap(line -> read(line).stream())
          .collect(Collectors.groupingBy(Verdicts::judge)));
    }
    System.out.printf("%-32s  %-8s  %-10s  %-9s  %s%n", "judge", "accuracy", "agreement", "unparsed",
        "unlike the authors' parser");
    judges.forEach(LlmBar::print);
  }

  private static void print(String judge, List<Verdicts> all) {
    long right = all.stream().filter(each -> each.first().equals(Optional.of(each.gold()))).count()
        + all.stream().filter(each -> each.swapped().equals(Optional.of(each.gold()))).count();
    long agree =
        all.stream().filter(each -> each.first().isPresent() && each.first().equals(each.swapped())).count();
    long unparsed = all.stream().filter(each -> each.first().isEmpty()).count()
        + all.stream().filter(each -> each.swapped().isEmpty()).count();
    System.out.printf(Locale.ROOT, "%-32s  %5.1f%%    %3d/%d     %-9d  %d%n", judge,
        50.0 * right / all.size(), agree,
        all.size(), unparsed, all.stream().mapToInt(Verdicts::unlikeRecorded).sum());
  }

  private static Optional<Verdicts> read(JsonNode line) {
    Optional<JsonNode> both = line.path("results").valueStream()
        .filter(each -> each.path("swap = False").has("completion")).reduce((_, last) -> last);
    return both.map(found -> {
      Optional<Choice> first = Preference.parse(completion(found, "swap = False"));
      Optional<Choice> swapped = Preference.parse(completion(found, "swap = True")).map(Choice::swapped);
      int unlike = (unlike(first, found.path("swap = False")) ? 1 : 0)
          + (unlike(swapped, found.path("swap = True")) ? 1 : 0);
      return new Verdicts(line.path("judge").asString() + " " + line.path("strategy").asString(),
          line.path("label").asInt() == 1 ? Choice.FIRST : Choice.SECOND, first, swapped, unlike);
    });
  }

  private static String completion(JsonNode found, String order) {
    JsonNode completion = found.path(order).path("completion");
    return completion.isArray() ? completion.path(0).asString("") : completion.asString("");
  }

  private static boolean unlike(Optional<Choice> parsed, JsonNode recorded) {
    String winner = parsed.map(choice -> choice == Choice.FIRST ? "1" : "2").orElse("none");
    return !winner.equals(recorded.path("winner").asString("none"));
  }
}
