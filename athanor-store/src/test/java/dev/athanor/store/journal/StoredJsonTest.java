package dev.athanor.store.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.journal.EntryCodec;
import dev.athanor.json.CanonicalJson;
import dev.athanor.json.Hash;
import dev.athanor.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.DataFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

final class StoredJsonTest {
  private static final JsonNode ENTRY =
      new EntryCodec().encode(JournalSteps.completed("research/retrieve[1]"));

  private static JsonNode readBack(JsonNode json) throws DataFormatException {
    byte[] stored = StoredJson.of(json);
    return StoredJson.read(3, 4, stored, StoredJson.checksum(3, 4, stored));
  }

  @ParameterizedTest
  @CsvSource({"entries-1.txt, 8fbfd0517975e3049cf2fb13371bf9a07667fdf8e5a8d0d116f8b2f3972f356c",
      "parts-1.txt, d05c146b2d9899df8fa0a1427dfe0ebdfa15e43c909efa3ce8e4c081e3165820"})
  void aDictionaryThatWasShippedStaysAsItIs(String name, String hash) throws IOException {
    try (InputStream dictionary = StoredJsonTest.class.getResourceAsStream(name)) {
      String text = new String(dictionary.readAllBytes(), StandardCharsets.UTF_8);
      // Whoever wants a better one adds a file and a form: stores are full of references to this one.
      assertThat(Hash.of(text.replace("\r", "").replace("\n", "")).hex()).isEqualTo(hash);
    }
  }

  @Test
  void aTypicalEntryTakesLessThanHalfItsRoom() {
    assertThat(StoredJson.of(ENTRY).length).isLessThan(CanonicalJson.bytes(ENTRY).length / 2);
  }

  @Test
  void everySizeAndKindOfTextIsReadBack() throws DataFormatException {
    Random random = new Random(7);
    for (int size = 0; size < 20_000; size += 1 + size / 5) {
      int length = size;
      for (int letters : new int[]{1, 3, 60, 5000}) {
        String text = random.ints(length, 0, letters).mapToObj(letter -> Character.toString(' ' + letter))
            .collect(Collectors.joining());
        assertThat(readBack(Json.object().put("text", text)).get("text").stringValue()).isEqualTo(text);
      }
    }
    assertThat(readBack(Json.object())).isEmpty();
  }

  @Test
  void anyFlippedBitAndAnyOtherPlaceIsFound() {
    byte[] stored = StoredJson.of(ENTRY);
    long checksum = StoredJson.checksum(3, 4, stored);
    for (int bit = 0; bit < 8 * stored.length; bit++) {
      byte[] flipped = stored.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      assertThatThrownBy(() -> StoredJson.read(3, 4, flipped, checksum))
          .isInstanceOf(DataFormatException.class)
          .hasMessage("its checksum does not match");
    }
    assertThatThrownBy(() -> StoredJson.read(3, 5, stored, checksum)).isInstanceOf(DataFormatException.class);
    assertThatThrownBy(() -> StoredJson.read(2, 4, stored, checksum)).isInstanceOf(DataFormatException.class);
    assertThatThrownBy(() -> StoredJson.read(3, 4, new byte[0], StoredJson.checksum(3, 4, new byte[0])))
        .isInstanceOf(DataFormatException.class);
  }

  @Test
  void compressedBytesThatEndEarlyOrStandForMoreAreRefused() throws DataFormatException {
    byte[] content = "the same again and ".repeat(500).getBytes(StandardCharsets.UTF_8);
    byte[] compressed = Deflate.smaller(content, Dictionary.PARTS).orElseThrow();
    assertThat(Deflate.content(compressed, 0, content.length, Dictionary.PARTS)).isEqualTo(content);
    assertThatThrownBy(() -> Deflate.content(compressed, 0, content.length - 1, Dictionary.PARTS))
        .isInstanceOf(DataFormatException.class)
        .hasMessage("its compressed bytes stand for more than 9499");
    for (int length = 0; length < compressed.length; length++) {
      byte[] part = Arrays.copyOf(compressed, length);
      assertThatThrownBy(() -> Deflate.content(part, 0, content.length, Dictionary.PARTS))
          .isInstanceOf(DataFormatException.class)
          .hasMessageStartingWith("its compressed bytes end early");
    }
  }

  @Test
  void manyThreadsShareTheCompressors() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Boolean>> work = IntStream.range(0, 200).<Callable<Boolean>>mapToObj(i -> () -> {
        JsonNode json = Json.object().put("path", "step[" + i + "]").put("text", "word ".repeat(i));
        return readBack(json).equals(json);
      }).toList();
      for (var result : threads.invokeAll(work)) {
        assertThat(result.get()).isTrue();
      }
    }
  }
}
