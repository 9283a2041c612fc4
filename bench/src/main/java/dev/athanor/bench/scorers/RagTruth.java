package dev.athanor.bench.scorers;

import dev.athanor.bench.retrieval.DataFolder;
import dev.athanor.eval.scorer.grounding.GroundingFeatures;
import dev.athanor.eval.scorer.grounding.GroundingModel;
import dev.athanor.eval.scorer.grounding.GroundingModel.Task;
import dev.athanor.eval.scorer.grounding.GroundingModel.Weights;
import dev.athanor.eval.scorer.text.Overlap;
import dev.athanor.eval.scorer.text.Words;
import dev.athanor.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * Tells answers with hallucinations from others, against people (RAGTruth, Niu et al. 2024). A half of the sources of each task, drawn with a
 * fixed seed, is learned from; only the other half is reported. A response counts as unfaithful if people marked any span, also one that is
 * implicitly true, as in the published figures.
 */
public final class RagTruth {
  private static final Map<Task, String> FILES =
      new TreeMap<>(Map.of(Task.ANSWER, "qa", Task.SUMMARY, "summary", Task.DATA, "data2txt"));
  private static final double[] RIDGES = {0.003, 0.01, 0.03, 0.1, 0.3};
  private static final Path SHIPPED =
      Path.of("athanor-eval/src/main/resources/dev/athanor/eval/scorer/grounding/grounding.json");
  private static final long SEED = 6;

  private RagTruth() {}

  /** Prints the table; the optional arguments are the data folder, and {@code learn} to write the weights that are shipped. */
  public static void main(String[] arguments) throws IOException {
    Path folder = DataFolder.of(arguments, "ragtruth-dev");
    List<Example> all = new ArrayList<>();
    for (Map.Entry<Task, String> each : FILES.entrySet()) {
      all.addAll(read(folder.resolve(each.getValue() + ".jsonl"), each.getKey()));
    }
    Set<String> learned = new HashSet<>();
    for (Task task : Task.values()) {
      List<String> sources = sources(all.stream().filter(each -> each.task() == task).toList());
      learned.addAll(sources.subList(0, sources.size() / 2));
    }
    List<Example> train = all.stream().filter(each -> learned.contains(each.source())).toList();
    List<Example> test = all.stream().filter(each -> !learned.contains(each.source())).toList();
    GroundingModel model =
        Arrays.asList(arguments).contains("learn") ? learn(train) : GroundingModel.shipped();
    if (Arrays.asList(arguments).contains("learn")) {
      Files.createDirectories(SHIPPED.getParent());
      Files.writeString(SHIPPED, model.text() + "\n");
    }
    print(train, test, model);
  }

  private static List<String> sources(List<Example> examples) {
    List<String> sources =
        new ArrayList<>(examples.stream().map(Example::source).distinct().sorted().toList());
    Collections.shuffle(sources, new Random(SEED));
    return sources;
  }

  private static GroundingModel learn(List<Example> train) {
    Map<String, Weights> tasks = new TreeMap<>();
    for (Task task : Task.values()) {
      tasks.put(task.written(), learnTask(train.stream().filter(each -> each.task() == task).toList()));
    }
    return new GroundingModel(tasks);
  }

  /** The penalty with the best F1, and its threshold, out of five folds of the sources. */
  private static Weights learnTask(List<Example> train) {
    double best = -1;
    double ridge = RIDGES[0];
    double threshold = 0.5;
    for (double each : RIDGES) {
      Map<Example, Double> likelihoods = foldedLikelihoods(train, each);
      for (double cut = 0.1; cut < 0.8; cut += 0.02) {
        double at = cut;
        double f1 = f1(train, example -> likelihoods.getOrDefault(example, 0.0) >= at)
            + (f1(train, example -> likelihoods.getOrDefault(example, 0.0) >= at - 0.03)
                + f1(train, example -> likelihoods.getOrDefault(example, 0.0) >= at + 0.03)) / 2;
        if (f1 > best) {
          best = f1;
          ridge = each;
          threshold = cut;
        }
      }
    }
    Weights weights = Logistic.fit(train, ridge);
    return new Weights(weights.bias(), threshold, weights.weights());
  }

  private static Map<Example, Double> foldedLikelihoods(List<Example> train, double ridge) {
    List<String> sources = sources(train);
    Map<Example, Double> likelihoods = new java.util.HashMap<>();
    for (int fold = 0; fold < 5; fold++) {
      int number = fold;
      Predicate<Example> left = each -> sources.indexOf(each.source()) % 5 == number;
      Weights weights = Logistic.fit(train.stream().filter(left.negate()).toList(), ridge);
      train.stream().filter(left).forEach(each -> likelihoods.put(each, weights.likelihood(each.features())));
    }
    return likelihoods;
  }

  private static void print(List<Example> train, List<Example> test, GroundingModel model) {
    System.out.printf(
        "RAGTruth, %d answers of %d sources reported, %d of %d learned from; F1 of finding the unfaithful ones%n",
        test.size(), sources(test).size(), train.size(), sources(train).size());
    System.out.printf("%-10s  %-8s  %-24s  %-9s  %-6s  %-9s  %s%n", "task", "answers",
        "grounding, 95% by source", "precision",
        "recall", "always", "ROUGE-L precision");
    print("all", test, train, model);
    for (Task task : Task.values()) {
      print(task.written(), test.stream().filter(each -> each.task() == task).toList(),
          train.stream().filter(each -> each.task() == task).toList(), model);
    }
  }

  private static void print(String name, List<Example> test, List<Example> train, GroundingModel model) {
    Predicate<Example> found =
        each -> model.of(each.task()).likelihood(each.features()) >= model.of(each.task()).threshold();
    double cut = bestCut(train);
    Counts counts = Counts.of(test, found);
    System.out.printf(Locale.ROOT, "%-10s  %-8d  %.3f [%s]     %.3f      %.3f   %.3f      %.3f%n", name,
        test.size(),
        counts.f1(), interval(test, found), counts.precision(), counts.recall(), f1(test, _ -> true),
        f1(test, each -> each.sequence() <= cut));
  }

  private static double bestCut(List<Example> train) {
    double best = -1;
    double cut = 0;
    for (double each = 0; each <= 1; each += 0.01) {
      double at = each;
      double f1 = f1(train, example -> example.sequence() <= at);
      if (f1 > best) {
        best = f1;
        cut = each;
      }
    }
    return cut;
  }

  private static String interval(List<Example> test, Predicate<Example> found) {
    List<List<Example>> clusters = new ArrayList<>(test.stream()
        .collect(java.util.stream.Collectors.groupingBy(Example::source, TreeMap::new,
            java.util.stream.Collectors.toList()))
        .values());
    var random = new Random(SEED);
    double[] draws = new double[2_000];
    for (int i = 0; i < draws.length; i++) {
      List<Example> drawn = new ArrayList<>();
      for (int j = 0; j < clusters.size(); j++) {
        drawn.addAll(clusters.get(random.nextInt(clusters.size())));
      }
      draws[i] = f1(drawn, found);
    }
    Arrays.sort(draws);
    return String.format(Locale.ROOT, "%.3f, %.3f", draws[49], draws[1_949]);
  }

  private static double f1(List<Example> examples, Predicate<Example> found) {
    return Counts.of(examples, found).f1();
  }

  /** Right and wrong decisions. */
  private record Counts(int right, int found, int unfaithful) {
    static Counts of(List<Example> examples, Predicate<Example> found) {
      int right = 0;
      int all = 0;
      int unfaithful = 0;
      for (Example each : examples) {
        boolean yes = found.test(each);
        right += yes && each.unfaithful() ? 1 : 0;
        all += yes ? 1 : 0;
        unfaithful += each.unfaithful() ? 1 : 0;
      }
      return new Counts(right, all, unfaithful);
    }

    double precision() {
      return found == 0 ? 0 : (double) right / found;
    }

    double recall() {
      return unfaithful == 0 ? 0 : (double) right / unfaithful;
    }

    double f1() {
      return found + unfaithful == 0 ? 0 : 2.0 * right / (found + unfaithful);
    }
  }

  private static List<Example> read(Path file, Task task) throws IOException {
    List<Example> examples = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      if (line.isBlank()) {
        continue;
      }
      JsonNode json = Json.parse(line);
      String evidence = evidence(json.path("source"));
      List<String> words = Words.rouge(evidence, false);
      for (JsonNode response : json.path("responses").values()) {
        String answer = response.path("response").asString();
        examples.add(new Example(task + "/" + json.path("source_id"), task,
            GroundingFeatures.of(answer, List.of(evidence)),
            Overlap.ofSequence(Words.rouge(answer, false), words).precision(),
            !response.path("labels").isEmpty()));
      }
    }
    return examples;
  }

  private static String evidence(JsonNode source) {
    if (source.isString()) {
      return source.stringValue();
    }
    return source.has("passages")
        ? source.path("question").asString() + "\n" + source.path("passages").asString()
        : source.toString();
  }
}
