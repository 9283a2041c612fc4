package dev.athanor.cli.command;

import dev.athanor.cli.terminal.ColorChoice;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What may stand after {@code --color}. */
final class ColorWords implements ITypeConverter<ColorChoice>, Iterable<String> {
  @Override
  public ColorChoice convert(String word) {
    return switch (word) {
      case "auto" -> ColorChoice.AUTO;
      case "always" -> ColorChoice.ALWAYS;
      case "never" -> ColorChoice.NEVER;
      default -> throw new TypeConversionException("expected auto, always or never but was '" + word + "'");
    };
  }

  @Override
  public Iterator<String> iterator() {
    return List.of("auto", "always", "never").iterator();
  }
}
