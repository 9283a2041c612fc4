package dev.athanor.simulator.script;

import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/** Makes texts that a schema describes. */
final class Texts {
  private static final int TRIES = 50;

  private Texts() {}

  static String text(JsonNode schema, List<String> words, RandomGenerator random) {
    if (schema.has("pattern")) {
      return matching(schema, random);
    }
    String format = schema.path("format").asString("");
    return switch (format) {
      case "date" -> date(random);
      case "date-time" -> date(random) + "T" + time(random);
      case "time" -> time(random);
      case "duration" -> "PT" + (1 + random.nextInt(59)) + "M";
      case "email" -> word(words, random) + "@example.com";
      case "hostname" -> word(words, random) + ".example.com";
      case "uri", "url" -> "https://example.com/" + word(words, random);
      case "uuid" -> uuid(random);
      case "ipv4" -> "192.0.2." + random.nextInt(256);
      case "ipv6" -> "2001:db8::" + Integer.toHexString(random.nextInt(0x10000));
      default -> plain(schema, words, random);
    };
  }

  private static String uuid(RandomGenerator random) {
    long version = (random.nextLong() & ~0xF000L) | 0x4000L;
    long variant = (random.nextLong() & ~(3L << 62)) | (2L << 62);
    return new UUID(version, variant).toString();
  }

  private static String plain(JsonNode schema, List<String> words, RandomGenerator random) {
    int least = schema.path("minLength").asInt(0);
    int most = schema.path("maxLength").asInt(Integer.MAX_VALUE);
    if (least > most) {
      throw Unmakeable.because("no text is at least " + least + " and at most " + most + " long", schema);
    }
    StringBuilder text = new StringBuilder(word(words, random));
    while (text.length() < least) {
      text.append(' ').append(word(words, random));
    }
    return text.length() <= most ? text.toString() : text.substring(0, Math.max(least, most));
  }

  private static String matching(JsonNode schema, RandomGenerator random) {
    String pattern = schema.path("pattern").asString();
    try {
      Pattern wanted = Pattern.compile(pattern);
      int least = schema.path("minLength").asInt(0);
      int most = schema.path("maxLength").asInt(Integer.MAX_VALUE);
      for (int tries = 0; tries < TRIES; tries++) {
        String made = new Pieces(pattern, random).make();
        int length = made.codePointCount(0, made.length());
        if (wanted.matcher(made).find() && length >= least && length <= most) {
          return made;
        }
      }
    } catch (PatternSyntaxException e) {
      throw Unmakeable.because("its pattern is no regular expression, " + e.getDescription(), schema);
    }
    throw Unmakeable.because("no text was found for its pattern", schema);
  }

  private static String date(RandomGenerator random) {
    return "20" + two(20 + random.nextInt(10)) + "-" + two(1 + random.nextInt(12)) + "-"
        + two(1 + random.nextInt(
            28));
  }

  private static String time(RandomGenerator random) {
    return two(random.nextInt(24)) + ":" + two(random.nextInt(60)) + ":" + two(random.nextInt(60)) + "Z";
  }

  private static String two(int number) {
    return number < 10 ? "0" + number : Integer.toString(number);
  }

  private static String word(List<String> words, RandomGenerator random) {
    return words.get(random.nextInt(words.size()));
  }
}
