package dev.athanor.knowledge.answer;

import dev.athanor.document.Principals;
import dev.athanor.json.Codec;
import dev.athanor.knowledge.answer.Answer.Abstained;
import dev.athanor.knowledge.answer.Answer.Answered;
import dev.athanor.knowledge.answer.Answer.Reason;
import dev.athanor.knowledge.index.SnapshotName;
import dev.athanor.knowledge.retrieve.Retrieval;
import dev.athanor.knowledge.retrieve.RetrievalSettings;
import dev.athanor.knowledge.retrieve.RetrieveOperation;
import dev.athanor.knowledge.retrieve.RetrieveRequest;
import dev.athanor.run.Program;
import dev.athanor.run.Run;
import dev.athanor.run.RunOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Answers a question without a language model: a search, a look for the best sentences, and a plain decision whether they
 * are good enough. What it is pinned to decides everything beside the question: {@value #SNAPSHOT}, {@value #RETRIEVAL} and
 * {@value #ANSWER}.
 */
public final class ExtractiveProgram {
  /** By which a journal's runs find it again. */
  public static final String NAME = "extractive";
  /** The pin of the snapshot that is searched, a {@link SnapshotName}. */
  public static final String SNAPSHOT = "snapshot";
  /** The pin of the {@link RetrievalSettings}. */
  public static final String RETRIEVAL = "retrieval";
  /** The pin of the {@link Principals} who ask; without it, anybody does. */
  public static final String PRINCIPALS = "principals";
  /** The pin of the {@link AnswerSettings}. */
  public static final String ANSWER = "answer";

  private static final Codec<SnapshotName> SNAPSHOT_CODEC = Codec.of(SnapshotName.class);
  private static final Codec<Principals> PRINCIPALS_CODEC = Codec.of(Principals.class);

  private final RetrieveOperation retrieve;
  private final ExtractOperation extract;
  private final Confidence confidence;

  private ExtractiveProgram(RetrieveOperation retrieve, ExtractOperation extract, Confidence confidence) {
    this.retrieve = retrieve;
    this.extract = extract;
    this.confidence = confidence;
  }

  /** The program, with its two operations. */
  public static Program<String, Answer> of(RetrieveOperation retrieve, ExtractOperation extract) {
    return new Program<>(NAME, Codec.TEXT, Answer.CODEC,
        new ExtractiveProgram(retrieve, extract, Confidence.STANDARD)::answer);
  }

  /** How to start a run of it: pinned to these, and to nothing else. */
  public static RunOptions pinned(SnapshotName snapshot, RetrievalSettings retrieval, AnswerSettings answer) {
    return pin(RunOptions.PLAIN, snapshot, retrieval, answer);
  }

  /** Pins a run of it to these as well. */
  public static RunOptions pin(RunOptions options, SnapshotName snapshot, RetrievalSettings retrieval,
      AnswerSettings answer) {
    return options.pin(SNAPSHOT, SNAPSHOT_CODEC.encode(snapshot))
        .pin(RETRIEVAL, RetrievalSettings.CODEC.encode(retrieval))
        .pin(ANSWER, AnswerSettings.CODEC.encode(answer));
  }

  /** Pins a run of this or another program that searches to those who ask. */
  public static RunOptions pin(RunOptions options, Principals asking) {
    return asking.equals(Principals.ANYBODY) ? options
        : options.pin(PRINCIPALS, PRINCIPALS_CODEC.encode(asking));
  }

  /** In whose names a run that searches asks. */
  public static Principals asking(Run run) {
    return run.isPinned(PRINCIPALS) ? run.pinned(PRINCIPALS, PRINCIPALS_CODEC) : Principals.ANYBODY;
  }

  private Answer answer(Run run, String question) {
    Principals asking = asking(run);
    SnapshotName snapshot = run.pinned(SNAPSHOT, SNAPSHOT_CODEC);
    RetrievalSettings retrieval = run.pinned(RETRIEVAL, RetrievalSettings.CODEC);
    AnswerSettings settings = run.pinned(ANSWER, AnswerSettings.CODEC);
    Retrieval found = run.step("retrieve", retrieve, new RetrieveRequest(snapshot, question, retrieval)
        .as(asking));
    if (found.hits().isEmpty()) {
      return new Abstained(Reason.NOTHING_FOUND,
          "Snapshot " + snapshot + " has no passage for this question; ask in other"
              + " words, or sync documents that say something about it.",
          Optional.of(0.0), List.of());
    }
    List<Source> sources = found.hits().stream().limit(settings.passages()).map(Source::of).toList();
    return decide(
        run.step("extract", extract, new ExtractRequest(snapshot, question, sources, settings.sentences())
            .as(asking)),
        settings);
  }

  private Answer decide(Extraction extraction, AnswerSettings settings) {
    if (extraction.findings().isEmpty()) {
      return new Abstained(Reason.NOTHING_FOUND,
          "The passages found have no sentence that could be an answer; ask in other"
              + " words, or sync documents that say something about it.",
          Optional.of(0.0), List.of());
    }
    double sure = confidence.of(extraction);
    Finding best = extraction.findings().getFirst();
    List<Citation> citations =
        supporting(extraction.findings(), settings.citations()).stream().map(Citation::of).toList();
    if (sure < settings.minimumConfidence()) {
      return new Abstained(Reason.WEAK_EVIDENCE, weak(best, sure, settings), Optional.of(sure),
          citations);
    }
    return new Answered(best.sentence().text().strip().replaceAll("\\s+", " "), Optional.of(best
        .answer()), Optional.of(sure), citations, Optional.empty());
  }

  private static String weak(Finding best, double sure, AnswerSettings settings) {
    return String.format(Locale.ROOT,
        "The documents don't seem to answer this: the best sentence has %.0f%% of the question's"
            + " words by weight and would be right with a chance of %.2f, less than the %.2f asked for; ask in other words, or"
            + " lower answer.minimumConfidence.",
        100 * best.evidence().coverage(), sure, settings.minimumConfidence());
  }

  /** The best, and others that give the same answer. */
  private static List<Finding> supporting(List<Finding> findings, int most) {
    Finding best = findings.getFirst();
    List<Finding> supporting = new ArrayList<>(List.of(best));
    for (Finding each : findings.subList(1, findings.size())) {
      boolean same = each.answer().text().equalsIgnoreCase(best.answer().text());
      if (supporting.size() < most && same && !overlaps(each, supporting)) {
        supporting.add(each);
      }
    }
    return supporting;
  }

  private static boolean overlaps(Finding finding, List<Finding> others) {
    return others.stream().anyMatch(each -> each.place().document().equals(finding.place().document())
        && each.sentence().start() < finding.sentence().end()
        && finding.sentence().start() < each.sentence().end());
  }
}
