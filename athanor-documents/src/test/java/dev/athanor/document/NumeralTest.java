package dev.athanor.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumeralTest {

  @ParameterizedTest
  @CsvSource({"0.00000001, 0.00000001", "1E-8, 0.00000001", "12500000.50, 12500000.50", "1.25e3, 1250",
      "-7, -7", "1E+101, 1E+101", "1e-999999999, 1E-999999999"})
  void anExactNumberHasAllItsDigits(String written, String shown) {
    assertThat(Numeral.of(new BigDecimal(written))).isEqualTo(shown);
  }

  @Test
  void aFloatingPointNumberHasNoMoreDigitsThanTellIt() {
    assertThat(Numeral.of(12500000.5)).isEqualTo("12500000.5");
    assertThat(Numeral.of(0.1)).isEqualTo("0.1");
    assertThat(Numeral.of(5.0)).isEqualTo("5.0");
    assertThat(Numeral.of(0.1f)).isEqualTo("0.1");
    assertThat(Numeral.of(1e10f)).isEqualTo("10000000000");
    assertThat(Numeral.of(1e300)).isEqualTo("1.0E+300");
  }

  @Test
  void whatIsNoNumberIsNamed() {
    assertThat(Numeral.of(Double.NaN)).isEqualTo("NaN");
    assertThat(Numeral.of(Float.NEGATIVE_INFINITY)).isEqualTo("-Infinity");
  }
}
