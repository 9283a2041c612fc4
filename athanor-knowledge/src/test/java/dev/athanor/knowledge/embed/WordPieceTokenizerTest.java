package dev.athanor.knowledge.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.api.Test;

class WordPieceTokenizerTest {
  private final WordPieceTokenizer tokenizer = WordPieceTokenizer.bgeSmall();

  /** The expected tokens are what Hugging Face's own tokenizer gives for these texts. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "The quick brown fox's den, isn't it? | 1996 4248 2829 4419 1005 1055 7939 1010 3475 1005 1056 2009 1029",
      "Zürich’s Größe: naïve café | 10204 1521 1055 24665 2080 17499 1024 15743 7668",
      "unaffable embeddings | 14477 20961 3468 7861 8270 4667 2015",
      "İstanbul ΟΔΟΣ | 9960 1169 29722 29730 29733",
      "東京 is Tokyo | 1879 1755 2003 5522",
      "$3.50 (50%) <b>x_y</b> ~`^ | 1002 1017 1012 2753 1006 2753 1003 1007 1026 1038 1028 1060 1035 1061 1026 1013 1038 1028"
          + " 1066 1036 1034",
      "한국어 हिन्दी עברית العربية | 1469 30006 30021 29991 30014 30020 29999 30008 1339 29877 29863 29861 29878 1259 29789"
          + " 29811 29796 29813 1270 23673 29830 17149 29816 14498 19433",
      "𝔸 x | 100 1060"})
  void tokens_are_those_of_the_reference(String text, String tokens) {
    assertThat(joined(tokenizer.sequence(text, 512))).isEqualTo("101 " + tokens + " 102");
  }

  @Test
  void spaces_of_every_kind_part_words_and_control_characters_vanish() {
    assertThat(joined(tokenizer.sequence("😀 emoji\u200d and\u00a0space\tTab\u0000nul", 512)))
        .isEqualTo("101 100 7861 29147 2072 1998 2686 21628 11231 2140 102");
  }

  @Test
  void a_word_of_more_than_100_characters_is_one_unknown_token() {
    assertThat(joined(tokenizer.sequence("a".repeat(101) + " aaaaa", 512))).isEqualTo(
        "101 100 13360 11057 102");
  }

  @Test
  void what_is_too_long_is_cut_off_at_its_end_and_still_closed() {
    assertThat(joined(tokenizer.sequence("unaffable embeddings", 5))).isEqualTo("101 14477 20961 3468 102");
    assertThat(tokenizer.sequence("word ".repeat(100_000), 512)).hasSize(512).endsWith(102);
  }

  @Test
  void nothing_is_the_two_marks() {
    assertThat(joined(tokenizer.sequence("", 512))).isEqualTo("101 102");
    assertThat(tokenizer.count(" \n\t ")).isZero();
  }

  @Test
  void names_of_special_tokens_in_a_text_are_text() {
    assertThat(tokenizer.sequence("[SEP] [CLS] [MASK]", 512)).doesNotContain(103).startsWith(101, 1031)
        .endsWith(1033, 102);
  }

  @Test
  void lone_surrogates_do_not_break_it() {
    assertThat(tokenizer.count("a\ud83d b \ude00")).isPositive();
  }

  @Test
  void a_file_that_is_no_tokenizer_is_named_as_such() {
    assertThatThrownBy(() -> read("{\"version\": \"1.0\"}"))
        .hasMessageContaining("the tokenizer.json has no \"model\"; expected one of a WordPiece model");
    assertThatThrownBy(() -> read("{\"model\": {\"vocab\": {\"a\": 0}}}"))
        .hasMessageContaining("the vocabulary of 1 pieces has no [UNK]");
    assertThatThrownBy(() -> read("{\"model\": {\"vocab\": {")).hasMessageContaining(
        "expected a Hugging Face tokenizer.json");
  }

  private static WordPieceTokenizer read(String json) {
    return WordPieceTokenizer.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
  }

  private static String joined(long[] tokens) {
    var joined = new StringBuilder();
    for (long token : tokens) {
      joined.append(joined.isEmpty() ? "" : " ").append(token);
    }
    return joined.toString();
  }
}
