package dev.athanor.document.clean;

import com.optimaize.langdetect.DetectedLanguage;
import com.optimaize.langdetect.LanguageDetector;
import com.optimaize.langdetect.LanguageDetectorBuilder;
import com.optimaize.langdetect.ngram.NgramExtractors;
import com.optimaize.langdetect.profiles.LanguageProfileReader;
import dev.athanor.document.Block;
import dev.athanor.document.Document;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tells the language of prose, of 71. Loads its statistics when first asked; safe to use from many threads. */
public final class Languages {
  /** Names the statistics and all that decides here. */
  static final String VERSION = "optimaize-0.6";

  private static final int FEWEST_LETTERS = 40;
  private static final int PART = 700;
  private static final int PARTS = 3;
  private static final double SURE = 0.9;
  private static final int SHORT_TEXT = 100;

  private Languages() {}

  /** Made by whoever asks first. */
  private static final class Detector {
    static final LanguageDetector SHARED = load();

    private static LanguageDetector load() {
      try {
        return LanguageDetectorBuilder.create(NgramExtractors.standard()).shortTextAlgorithm(SHORT_TEXT)
            .seed(0)
            .withProfiles(new LanguageProfileReader().readAllBuiltIn()).build();
      } catch (IOException e) {
        throw new UncheckedIOException("the statistics of languages are not in the program", e);
      }
    }
  }

  /** The language of a document's prose as a BCP 47 tag; empty when there is too little of it, or it is not clear. */
  public static Optional<String> of(Document document) {
    return of(sample(document));
  }

  /** The same of a text. */
  public static Optional<String> of(String text) {
    if (text.codePoints().filter(Character::isLetter).limit(FEWEST_LETTERS).count() < lettersNeeded(text)) {
      return Optional.empty();
    }
    List<DetectedLanguage> likely = Detector.SHARED.getProbabilities(text);
    return likely.stream().findFirst().filter(best -> best.getProbability() >= SURE)
        .map(best -> tag(best.getLocale().toString()));
  }

  /** A Chinese or Japanese character says as much as several letters. */
  private static int lettersNeeded(String text) {
    return text.codePoints().anyMatch(Character::isIdeographic) ? FEWEST_LETTERS / 4 : FEWEST_LETTERS;
  }

  /** A tag as it is written by the standard; empty if it is no tag. */
  static Optional<String> tag(Optional<String> said) {
    return said.map(Languages::tag).filter(tag -> !tag.equals("und"));
  }

  private static String tag(String said) {
    return Locale.forLanguageTag(said.strip().replace('_', '-')).toLanguageTag();
  }

  /** Prose from the front, the middle and the end. */
  private static String sample(Document document) {
    StringBuilder prose = new StringBuilder();
    List<Block> blocks = document.blocks();
    for (int part = 0; part < PARTS; part++) {
      int limit = PART * (part + 1);
      for (int i = blocks.size() * part / PARTS;
          i < blocks.size() * (part + 1) / PARTS && prose.length() < limit; i++) {
        if (!(blocks.get(i) instanceof Block.Code) && !(blocks.get(i) instanceof Block.Table)) {
          int start = blocks.get(i).span().start();
          prose.append(document.text(), start, Math.min(blocks.get(i).span().end(), start + PART))
              .append('\n');
        }
      }
    }
    return prose.isEmpty() ? document.text().substring(0, Math.min(document.text().length(), PART))
        : prose.toString();
  }
}
