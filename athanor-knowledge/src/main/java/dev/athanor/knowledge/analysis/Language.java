package dev.athanor.knowledge.analysis;

import dev.athanor.document.Document;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/**
 * By which language's rules a text is cut into words. Words of two languages are never the same word: of all but English the
 * form has the language before it, so that all are kept side by side and weighed alike.
 *
 * @param tag of a language with rules, such as {@code de}; {@value #CHARACTERS} or {@value #OTHER}
 */
public record Language(String tag) implements Comparable<Language> {
  /** Of which documents are whose language is not known. */
  public static final Language ENGLISH = new Language("en");

  /** Chinese, Japanese, Korean: pairs of characters. */
  static final String CHARACTERS = "cjk";
  /** A language that has no rules of its own: words as they are, in lower case. */
  static final String OTHER = "und";

  /** No word has this character in it. */
  private static final char MARK = '@';
  private static final int LONGEST = 240;
  private static final int SAMPLE = 4_000;
  private static final Map<String, String> SAME_RULES = Map.of("zh", CHARACTERS, "ja", CHARACTERS, "ko",
      CHARACTERS, "nb", "no", "nn", "no", "bs", "sr", "hr", "sr");

  /** Checks that there are such rules. */
  public Language {
    if (!Analyzers.has(tag)) {
      throw new IllegalArgumentException("there are no rules for words of \"" + tag + "\"");
    }
  }

  /** By whose rules a document is cut: its language's, if that is known; else by what it is written in. */
  public static Language of(Document document) {
    return Optional.ofNullable(document.metadata().get("language")).filter(tag -> !tag.isBlank())
        .map(Language::of).orElseGet(() -> byScript(document.text()));
  }

  /**
   * The rules of a language.
   *
   * @param tag by BCP 47, such as {@code pt-BR}
   */
  public static Language of(String tag) {
    String primary = tag.strip().split("[-_]", 2)[0].toLowerCase(java.util.Locale.ROOT);
    String rules = SAME_RULES.getOrDefault(primary, primary);
    return new Language(Analyzers.has(rules) ? rules : OTHER);
  }

  private static Language byScript(String text) {
    int letters = 0;
    int characters = 0;
    for (int i = 0; i < Math.min(text.length(), SAMPLE); i++) {
      char each = text.charAt(i);
      if (Character.isLetter(each)) {
        letters++;
        characters += isCharacter(each) ? 1 : 0;
      }
    }
    return characters * 2 > letters ? new Language(CHARACTERS) : ENGLISH;
  }

  private static boolean isCharacter(char letter) {
    return switch (UnicodeScript.of(letter)) {
      case HAN, HIRAGANA, KATAKANA, HANGUL -> true;
      default -> false;
    };
  }

  /** The words of a text in order, stop words left out. */
  public List<IndexedWord> words(String text) {
    List<IndexedWord> words = new ArrayList<>();
    try (TokenStream tokens = Analyzers.of(tag).tokenStream("text", text)) {
      CharTermAttribute form = tokens.addAttribute(CharTermAttribute.class);
      OffsetAttribute place = tokens.addAttribute(OffsetAttribute.class);
      tokens.reset();
      while (tokens.incrementToken()) {
        words.add(new IndexedWord(marked(form.toString()), place.startOffset(), place.endOffset()));
      }
      tokens.end();
    } catch (IOException e) {
      throw new UncheckedIOException("reading from a string failed", e);
    }
    return words;
  }

  private String marked(String form) {
    return equals(ENGLISH) ? form : tag + MARK + form.substring(0, Math.min(LONGEST, form.length()));
  }

  /** The mark of a form's language; empty for English. */
  public static String mark(String form) {
    return form.substring(0, form.indexOf(MARK) + 1);
  }

  /** A form without its mark, for people. */
  public static String unmarked(String form) {
    return form.substring(form.indexOf(MARK) + 1);
  }

  @Override
  public int compareTo(Language other) {
    return tag.compareTo(other.tag);
  }
}
