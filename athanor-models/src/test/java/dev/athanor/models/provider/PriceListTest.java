package dev.athanor.models.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Json;
import dev.athanor.model.ModelName;
import dev.athanor.model.Usage;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class PriceListTest {
  private static final PriceList SHIPPED = PriceList.shipped();

  @TempDir
  Path folder;

  private static Optional<BigDecimal> dollars(PriceList prices, String model, Usage usage) {
    return prices.dollars(ModelName.parse(model), usage).map(BigDecimal::stripTrailingZeros);
  }

  @Test
  void tokensCostWhatTheListSays() {
    // 1,000,000 × $0.25 + 500,000 × $2
    assertThat(dollars(SHIPPED, "openai:gpt-5-mini", Usage.of(1_000_000, 500_000)))
        .contains(new BigDecimal("1.25"));
  }

  @Test
  void cachedTokensHavePricesOfTheirOwn() {
    Usage usage = new Usage(Optional.of(1_000_000L), Optional.of(0L), Optional.of(600_000L),
        Optional.of(200_000L), Optional
            .empty());
    // 200,000 × $5 + 600,000 × $0.50 + 200,000 × $6.25
    assertThat(dollars(SHIPPED, "anthropic:claude-opus-4-7", usage)).contains(new BigDecimal("2.55"));
  }

  @Test
  void longInputHasAPriceOfItsOwn() {
    assertThat(dollars(SHIPPED, "gemini:gemini-2.5-pro", Usage.of(200_000, 0)))
        .contains(new BigDecimal("0.25"));
    assertThat(dollars(SHIPPED, "gemini:gemini-2.5-pro", Usage.of(200_001, 0)))
        .contains(new BigDecimal("0.5000025"));
  }

  @ParameterizedTest
  @CsvSource({"openai:gpt-5-mini-2025-08-07,openai:gpt-5-mini",
      "anthropic:claude-haiku-4-5-20251001,anthropic:claude-haiku-4-5",
      "google:gemini-2.5-flash,gemini:gemini-2.5-flash"})
  void aVersionCostsWhatItsModelCosts(String version, String model) {
    assertThat(dollars(SHIPPED, version, Usage.of(7, 7))).isPresent()
        .isEqualTo(dollars(SHIPPED, model, Usage.of(7, 7)));
  }

  @Test
  void whatIsNotKnownIsNotZero() {
    assertThat(dollars(SHIPPED, "openai:gpt-5-mini-turbo", Usage.of(1, 1))).isEmpty();
    assertThat(dollars(SHIPPED, "ollama:qwen3:8b", Usage.of(1, 1))).isEmpty();
    assertThat(dollars(SHIPPED, "openai:gpt-5-mini", Usage.UNKNOWN)).isEmpty();
    Usage written =
        new Usage(Optional.of(9L), Optional.of(9L), Optional.empty(), Optional.of(5L), Optional.empty());
    assertThat(dollars(SHIPPED, "openai:gpt-5-mini", written)).isEmpty();
    assertThat(SHIPPED.spend(ModelName.parse("ollama:x"), Usage.of(3, 4)).tokens()).isEqualTo(7);
  }

  @Test
  void eachPriceHasItsDayAndItsSource() throws IOException {
    try (InputStream file = PriceList.class.getResourceAsStream("prices.json")) {
      JsonNode prices = Json.parse(file.readAllBytes()).get("prices");
      assertThat(prices).hasSizeGreaterThan(30).allSatisfy(price -> {
        assertThat(LocalDate.parse(price.get("date").stringValue())).isBetween("2025-01-01", "2026-12-31");
        assertThat(price.get("source").stringValue()).contains("https://");
      });
    }
    assertThat(SHIPPED.origin(ModelName.parse("openai:gpt-5-mini")).orElseThrow()).endsWith(", 2025-11-13");
  }

  @Test
  void aFileGoesBeforeWhatIsShipped() throws IOException {
    Path file = folder.resolve("prices.json");
    Files.writeString(file,
        """
            {"prices": [{"model": "openai:gpt-5-mini", "input": 1, "output": "2.5", "date": "2026-11-01", "source": "our contract"},
                        {"model": "local:llama", "input": "0", "output": "0", "date": "2026-11-01"}]}""");
    PriceList prices = PriceList.read(file).or(SHIPPED);
    assertThat(dollars(prices, "openai:gpt-5-mini", Usage.of(1_000_000, 1_000_000)))
        .contains(new BigDecimal("3.5"));
    assertThat(dollars(prices, "local:llama", Usage.of(5, 5)).orElseThrow()).isZero();
    assertThat(dollars(prices, "openai:gpt-5", Usage.of(5, 5))).isPresent();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"[] | has no list \"prices\"", "{ | is no JSON",
      "{\"prices\":[{\"model\":\"a:b\",\"input\":\"-1\",\"output\":\"1\",\"date\":\"2026-01-01\"}]} | its input is \"-1\"",
      "{\"prices\":[{\"model\":\"a:b\",\"input\":\"1\",\"date\":\"2026-01-01\"}]} | it has no output",
      "{\"prices\":[{\"model\":\"ab\",\"input\":\"1\",\"output\":\"1\",\"date\":\"2026-01-01\"}]} | is no model",
      "{\"prices\":[{\"model\":\"a:b\",\"input\":\"1\",\"output\":\"1\",\"date\":\"yesterday\"}]} | expected model, input and output"})
  void aFileThatCantBeUsedIsNamedWithWhatIsWrong(String text, String message) throws IOException {
    Path file = folder.resolve("prices.json");
    Files.writeString(file, text);
    assertThatThrownBy(() -> PriceList.read(file)).isInstanceOf(AthanorException.class)
        .hasMessageStartingWith(
            "the file of prices " + file + " ")
        .hasMessageContaining(message);
  }
}
