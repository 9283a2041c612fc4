package dev.athanor.knowledge.embed;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Cuts text into the word pieces of an uncased BERT model (WordPiece: longest piece first, <a
 * href="https://arxiv.org/abs/1609.08144">Wu et al. 2016</a>). Agrees with the reference tokenizer, but for names of
 * special tokens: {@code [SEP]} in a document is text here, never an instruction to the model. Immutable.
 */
public final class WordPieceTokenizer {
  /** A word of more characters than this is one unknown token, as in the reference. */
  private static final int LONGEST_WORD = 100;

  private final Map<String, Integer> words;
  private final Map<String, Integer> continuations;
  private final int unknown;
  private final int start;
  private final int end;

  private WordPieceTokenizer(Map<String, Integer> vocabulary) {
    words = vocabulary;
    // Kept without their "##", so that a piece is looked up without building a string for it.
    continuations = HashMap.newHashMap(vocabulary.size() / 4);
    vocabulary.forEach((piece, id) -> {
      if (piece.startsWith("##")) {
        continuations.put(piece.substring(2), id);
      }
    });
    unknown = special("[UNK]");
    start = special("[CLS]");
    end = special("[SEP]");
  }

  /** The tokenizer of the model that Athanor ships. */
  public static WordPieceTokenizer bgeSmall() {
    return Shipped.BGE_SMALL;
  }

  /** Reads the {@code model.vocab} of a Hugging Face {@code tokenizer.json}. */
  public static WordPieceTokenizer read(InputStream tokenizerJson) {
    try (JsonParser json = Json.MAPPER.createParser(tokenizerJson)) {
      Map<String, Integer> vocabulary = HashMap.newHashMap(32_000);
      json.nextToken();
      skipTo(json, "model");
      skipTo(json, "vocab");
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String piece = json.currentName();
        json.nextToken();
        vocabulary.put(piece, json.getIntValue());
      }
      return new WordPieceTokenizer(vocabulary);
    } catch (JacksonException e) {
      throw AthanorException.data("tokenizer-unreadable",
          "the tokenizer's vocabulary can't be read: " + e.getOriginalMessage()
              + "; expected a Hugging Face tokenizer.json; build the program again from clean sources",
          e);
    }
  }

  /** The number of tokens of the text itself, without the two that mark a sequence's start and end. */
  public int count(String text) {
    return pieces(text, Integer.MAX_VALUE).length;
  }

  /**
   * The tokens of one sequence with its start and end marks.
   *
   * @param most the most tokens, marks included; what is beyond is cut off at the end
   */
  public long[] sequence(String text, int most) {
    int[] pieces = pieces(text, most - 2);
    var ids = new long[pieces.length + 2];
    ids[0] = start;
    for (int i = 0; i < pieces.length; i++) {
      ids[i + 1] = pieces[i];
    }
    ids[ids.length - 1] = end;
    return ids;
  }

  private int[] pieces(String text, int most) {
    var tokens = new Tokens(most);
    String clean = BertText.clean(text);
    int wordStart = 0;
    int i = 0;
    while (i < clean.length() && !tokens.isFull()) {
      int c = clean.codePointAt(i);
      int next = i + Character.charCount(c);
      boolean punctuation = BertText.isPunctuation(c);
      if (punctuation || Character.isWhitespace(c) || Character.isSpaceChar(c)) {
        addWord(clean, wordStart, i, tokens);
        if (punctuation) {
          addWord(clean, i, next, tokens);
        }
        wordStart = next;
      }
      i = next;
    }
    addWord(clean, wordStart, i, tokens);
    return tokens.ids();
  }

  private void addWord(String text, int from, int to, Tokens tokens) {
    if (from == to) {
      return;
    }
    if (text.codePointCount(from, to) > LONGEST_WORD) {
      tokens.add(unknown);
      return;
    }
    int before = tokens.size();
    int at = from;
    while (at < to) {
      Map<String, Integer> pieces = at == from ? words : continuations;
      int until = to;
      Integer id = pieces.get(text.substring(at, until));
      while (id == null && until > at + 1) {
        until--;
        id = pieces.get(text.substring(at, until));
      }
      if (id == null) {
        tokens.truncate(before);
        tokens.add(unknown);
        return;
      }
      tokens.add(id);
      at = until;
    }
  }

  private int special(String name) {
    Integer id = words.get(name);
    if (id == null) {
      throw AthanorException.data("tokenizer-unreadable", "the vocabulary of " + words.size()
          + " pieces has no " + name
          + "; expected that of a BERT model; build the program again from clean sources");
    }
    return id;
  }

  /** Moves from the start of an object to the value of one of its properties. */
  private static void skipTo(JsonParser json, String property) {
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      boolean found = json.currentName().equals(property);
      json.nextToken();
      if (found) {
        return;
      }
      json.skipChildren();
    }
    throw AthanorException.data("tokenizer-unreadable", "the tokenizer.json has no \"" + property
        + "\"; expected one of a WordPiece model; build the program again from clean sources");
  }

  /** Loads the shipped vocabulary on first use. */
  private static final class Shipped {
    static final WordPieceTokenizer BGE_SMALL = load();

    private static WordPieceTokenizer load() {
      try (InputStream in = BgeSmall.tokenizer()) {
        return read(in);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** A growing list of token ids; a word may pass the limit while it is being cut, what is beyond never gets out. */
  private static final class Tokens {
    private final int most;
    private int[] ids = new int[64];
    private int size;

    Tokens(int most) {
      this.most = most;
    }

    void add(int id) {
      if (size == ids.length) {
        ids = Arrays.copyOf(ids, size * 2);
      }
      ids[size++] = id;
    }

    int size() {
      return size;
    }

    void truncate(int length) {
      size = length;
    }

    boolean isFull() {
      return size >= most;
    }

    int[] ids() {
      return Arrays.copyOf(ids, Math.min(size, most));
    }
  }
}
