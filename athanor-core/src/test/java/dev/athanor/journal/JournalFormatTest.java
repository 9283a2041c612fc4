package dev.athanor.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.athanor.error.AthanorException;
import dev.athanor.json.CanonicalJson;
import dev.athanor.json.Codec;
import dev.athanor.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The files beside this test are the format: what once was written must be read for years. */
final class JournalFormatTest {
  private static final Instant AT = Instant.parse("2026-11-02T09:30:00.000000123Z");

  @Test
  void entriesAreWrittenAndReadAsTheGoldenFileSays() throws IOException {
    assertFormat("entries.jsonl", new EntryCodec(), Samples.everyKind(AT));
  }

  @Test
  void headersAreWrittenAndReadAsTheGoldenFileSays() throws IOException {
    assertFormat("headers.jsonl", new HeaderCodec(), Samples.headers(AT));
  }

  private static <T> void assertFormat(String file, Codec<T> codec, List<T> samples) throws IOException {
    List<String> golden;
    try (InputStream stream = JournalFormatTest.class.getResourceAsStream(file)) {
      assertThat(stream).as("the golden file %s", file).isNotNull();
      golden = new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
    assertThat(samples.stream().map(codec::encode).map(CanonicalJson::text)).containsExactlyElementsOf(
        golden);
    assertThat(golden.stream().map(Json::parse).map(codec::decode)).containsExactlyElementsOf(samples);
  }

  @Test
  void anEntryOfANewerVersionIsRefusedByName() {
    assertThatExceptionOfType(AthanorException.class).isThrownBy(() -> new EntryCodec().decode(Json.parse(
        "{\"kind\":\"dreamt\",\"path\":\"a\"}"))).withMessage(
            "this is no record of a journal that this version can read: an entry of this kind is unknown in"
                + " {\"kind\":\"dreamt\",\"path\":\"a\"}");
  }

  @Test
  void aMissingOrWrongMemberIsNamed() {
    assertThatExceptionOfType(AthanorException.class).isThrownBy(() -> new EntryCodec().decode(Json.parse(
        "{\"kind\":\"won\",\"path\":\"a\"}"))).withMessageContaining("\"branch\" is missing");
    assertThatExceptionOfType(AthanorException.class).isThrownBy(() -> new EntryCodec().decode(Json.parse(
        "{\"kind\":\"cancelled\",\"path\":\"\",\"at\":\"yesterday\"}"))).withMessageContaining("yesterday");
    assertThatExceptionOfType(AthanorException.class).isThrownBy(() -> new EntryCodec().decode(Json.parse(
        "{\"kind\":\"marked\",\"path\":\"\",\"present\":1}"))).withMessageContaining(
            "\"present\" is neither true nor false");
  }
}
