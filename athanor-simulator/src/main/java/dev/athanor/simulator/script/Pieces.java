package dev.athanor.simulator.script;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Makes a text for a regular expression of the simple kind that schemas have: letters, classes, groups, alternatives,
 * repetitions. What it makes is checked by its caller; other constructs are taken for letters. Used by one thread.
 */
final class Pieces {
  private static final int MOST = 8;

  private final String pattern;
  private final RandomGenerator random;
  private int at;

  Pieces(String pattern, RandomGenerator random) {
    this.pattern = pattern;
    this.random = random;
  }

  String make() {
    at = 0;
    return alternatives();
  }

  private String alternatives() {
    List<String> made = new ArrayList<>();
    made.add(sequence());
    while (at < pattern.length() && pattern.charAt(at) == '|') {
      at++;
      made.add(sequence());
    }
    return made.get(random.nextInt(made.size()));
  }

  private String sequence() {
    StringBuilder made = new StringBuilder();
    while (at < pattern.length() && pattern.charAt(at) != '|' && pattern.charAt(at) != ')') {
      int start = at;
      String one = atom();
      int end = at;
      int times = repetition();
      int after = at;
      for (int time = 0; time < times; time++) {
        made.append(one);
        at = start;
        one = atom();
        at = end;
      }
      at = after;
    }
    return made.toString();
  }

  private String atom() {
    char first = pattern.charAt(at++);
    return switch (first) {
      case '^', '$' -> "";
      case '.' -> "x";
      case '(' -> group();
      case '[' -> pick(characterClass());
      case '\\' -> at < pattern.length() ? pick(escape(pattern.charAt(at++))) : "";
      default -> Character.toString(first);
    };
  }

  private String group() {
    if (pattern.startsWith("?:", at)) {
      at += 2;
    } else if (pattern.startsWith("?<", at)) {
      at = Math.max(at, pattern.indexOf('>', at) + 1);
    }
    String made = alternatives();
    at = Math.min(pattern.length(), at + 1);
    return made;
  }

  private String characterClass() {
    StringBuilder within = new StringBuilder();
    boolean others = pattern.startsWith("^", at);
    at += others ? 1 : 0;
    while (at < pattern.length() && pattern.charAt(at) != ']') {
      char one = pattern.charAt(at++);
      if (one == '\\' && at < pattern.length()) {
        within.append(escape(pattern.charAt(at++)));
      } else if (at + 1 < pattern.length() && pattern.charAt(at) == '-' && pattern.charAt(at + 1) != ']') {
        char last = pattern.charAt(at + 1);
        at += 2;
        for (int letter = one; letter <= last; letter++) {
          within.append((char) letter);
        }
      } else {
        within.append(one);
      }
    }
    at = Math.min(pattern.length(), at + 1);
    return others ? without(within.toString()) : within.toString();
  }

  private static String without(String letters) {
    StringBuilder others = new StringBuilder();
    for (char letter = ' '; letter <= '~'; letter++) {
      if (letters.indexOf(letter) < 0) {
        others.append(letter);
      }
    }
    return others.toString();
  }

  private static String escape(char letter) {
    return switch (letter) {
      case 'd' -> "0123456789";
      case 'w' -> "abcdefghijklmnopqrstuvwxyz0123456789_";
      case 's' -> " ";
      case 'D', 'S', 'W' -> letter == 'W' ? "-" : "abcdefgh";
      case 'n' -> "\n";
      case 't' -> "\t";
      case 'b', 'B', 'A', 'z', 'Z' -> "";
      default -> Character.toString(letter);
    };
  }

  private String pick(String letters) {
    return letters.isEmpty() ? "" : Character.toString(letters.charAt(random.nextInt(letters.length())));
  }

  private int repetition() {
    if (at >= pattern.length()) {
      return 1;
    }
    return switch (pattern.charAt(at)) {
      case '*' -> past(random.nextInt(3));
      case '+' -> past(1 + random.nextInt(3));
      case '?' -> past(random.nextInt(2));
      case '{' -> counted();
      default -> 1;
    };
  }

  private int past(int times) {
    at++;
    if (at < pattern.length() && (pattern.charAt(at) == '?' || pattern.charAt(at) == '+')) {
      at++;
    }
    return times;
  }

  private int counted() {
    int end = pattern.indexOf('}', at);
    String[] bounds = pattern.substring(at + 1, end).split(",", -1);
    at = end;
    int least = Integer.parseInt(bounds[0].strip());
    int most =
        bounds.length == 1 ? least : bounds[1].isBlank() ? least + MOST : Integer.parseInt(bounds[1].strip());
    return past(least + random.nextInt(most - least + 1));
  }
}
