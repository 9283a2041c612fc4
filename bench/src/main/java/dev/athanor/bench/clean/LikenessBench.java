package dev.athanor.bench.clean;

import dev.athanor.document.DocumentId;
import dev.athanor.document.similar.Candidate;
import dev.athanor.document.similar.Groups;
import dev.athanor.document.similar.Likeness;
import dev.athanor.document.similar.Sketch;
import dev.athanor.document.source.SourceId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * How many copies with changed words are found among originals, how many of what is found are copies, and what 100,000
 * documents cost. Words are drawn as in a language: the k-th most frequent one k times more rarely than the first.
 */
public final class LikenessBench {
  private static final int WORDS = 300;
  private static final int VOCABULARY = 30_000;
  private static final int PAIRS = 1_000;
  private static final int MANY = 100_000;
  private static final SourceId SOURCE = new SourceId("bench");

  private LikenessBench() {}

  /** Prints a line for each share of changed words, and one for very many documents. */
  public static void main(String[] arguments) {
    for (int percent : List.of(1, 2, 3, 5, 8, 10, 15, 20, 30)) {
      recall(percent / 100.0);
    }
    many();
  }

  private static void recall(double changed) {
    Likeness likeness = new Likeness(List.of(), Likeness.STANDARD);
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < PAIRS; i++) {
      int[] words = words(random);
      add(likeness, "o" + i, words);
      add(likeness, "c" + i, changed(words, changed, random));
    }
    Groups groups = likeness.groups();
    long right = groups.all().stream()
        .filter(group -> group.others().size() == 1 && number(group.answers()).equals(number(
            group.others().getFirst())))
        .count();
    System.out.printf(Locale.ROOT, "%2.0f %% of words changed: recall %.3f precision %.3f%n", changed * 100,
        (double) right
            / PAIRS,
        (double) right / Math.max(1, groups.all().size()));
  }

  private static void many() {
    long start = System.nanoTime();
    Likeness likeness = new Likeness(List.of(), Likeness.STANDARD);
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < MANY; i++) {
      int[] words = words(random);
      add(likeness, "o" + i, words);
      if (i % 10 == 0) {
        add(likeness, "c" + i++, changed(words, 0.02, random));
      }
    }
    double sketched = (System.nanoTime() - start) / 1e9;
    System.gc();
    long used = (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20;
    start = System.nanoTime();
    Groups groups = likeness.groups();
    System.out.printf(Locale.ROOT,
        "%,d documents of %d words: made and sketched in %.1f s, grouped in %.1f s, %d MB kept, %,d copies found%n",
        MANY,
        WORDS, sketched, (System.nanoTime() - start) / 1e9, used, groups.copies());
  }

  private static String number(Candidate candidate) {
    return candidate.document().value().substring(1);
  }

  private static int[] words(SplittableRandom random) {
    return random.doubles(WORDS).mapToInt(each -> (int) Math.pow(VOCABULARY, each)).toArray();
  }

  private static int[] changed(int[] words, double share, SplittableRandom random) {
    int[] changed = words.clone();
    for (int i = 0; i < changed.length; i++) {
      if (random.nextDouble() < share) {
        changed[i] = random.nextInt(VOCABULARY);
      }
    }
    return changed;
  }

  private static void add(Likeness likeness, String id, int[] words) {
    StringBuilder text = new StringBuilder();
    for (int word : words) {
      text.append('w').append(word).append(' ');
    }
    likeness.add(new Candidate(new DocumentId(id), SOURCE, Optional.empty(), Sketch.of(text.toString())));
  }
}
