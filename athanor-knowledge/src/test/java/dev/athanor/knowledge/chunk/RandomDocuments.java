package dev.athanor.knowledge.chunk;

import dev.athanor.document.Document;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Documents of random structure in several scripts, the same ones for the same seed. */
final class RandomDocuments {

  private static final List<String> WORDS = List.of("furnace", "even", "heat", "the", "of", "Ofen",
      "gleichmäßige",
      "Wärme", "温度", "炉子保持", "حرارة", "الفرن", "ארובה", "печь", "тепло", "🔥", "👩‍👩‍👧", "e\u0301te\u0301",
      "3.14", "1984",
      "https://example.org/a?b=c", "Donaudampfschifffahrtsgesellschaft", "U.S.", "Dr.", "(see", "fig.)",
      "𝔄𝔱𝔥𝔞𝔫𝔬𝔯");
  private static final List<String> STOPS = List.of(". ", "! ", "? ", "؟ ", "。", "\n", ": ", "… ");

  private final SplittableRandom random;

  RandomDocuments(long seed) {
    this.random = new SplittableRandom(seed);
  }

  Document next() {
    DocumentBuilder document = new DocumentBuilder();
    int blocks = random.nextInt(0, 30);
    for (int i = 0; i < blocks; i++) {
      switch (random.nextInt(9)) {
        case 0 -> document.heading(random.nextInt(1, 5), words(4).strip());
        case 1 -> document.item(random.nextInt(3), "- " + sentences(3));
        case 2 -> document.code(lines(random.nextInt(1, 200)));
        case 3 -> document.table(rows(random.nextInt(1, 200)));
        case 4 -> document.outsideBlocks("<!-- " + words(5) + " -->");
        case 5 -> document.paragraph("x".repeat(random.nextInt(1, 9_000)));
        default -> document.paragraph(sentences(random.nextInt(1, 40)));
      }
    }
    return document.build();
  }

  private String sentences(int count) {
    return IntStream.range(0, count).mapToObj(i -> words(random.nextInt(1, 30)).strip() + pick(STOPS))
        .collect(Collectors.joining()).strip();
  }

  private String words(int count) {
    return IntStream.range(0, count).mapToObj(i -> pick(WORDS)).collect(Collectors.joining(" "));
  }

  private String lines(int count) {
    return IntStream.range(0, count).mapToObj(i -> "  call(" + words(random.nextInt(1, 9)) + ");")
        .collect(Collectors.joining("\n"));
  }

  private List<String> rows(int count) {
    return IntStream.range(0, count).mapToObj(i -> "row " + i + "\t" + words(random.nextInt(1, 6))).toList();
  }

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }
}
