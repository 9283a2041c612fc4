package dev.athanor.junit;

import dev.athanor.error.AthanorException;
import dev.athanor.eval.dataset.Dataset;
import dev.athanor.eval.dataset.Split;
import dev.athanor.eval.dataset.file.DatasetFile;
import dev.athanor.eval.file.ArmSettings;
import dev.athanor.eval.file.EvaluationFile;
import dev.athanor.eval.file.EvaluationSettings;
import dev.athanor.eval.file.Home;
import dev.athanor.eval.report.ReportSettings;
import dev.athanor.journal.Budget;
import dev.athanor.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an {@link EvalTest} asks for, as it says itself or as its file does.
 *
 * @param settings of the evaluation, with those of its systems that the test is about
 * @param dataset the cases
 */
record Asked(EvaluationSettings settings, Dataset dataset) {
  /** How the only program is called where nobody calls it otherwise. */
  static final String PROGRAM = "program";
  private static final String PROJECT = "athanor.yaml";
  private static final String EXPECTED = "an evaluation, as athanor eval run takes it";

  /**
   * Reads it.
   *
   * @param test the name of the test's method
   * @param near a class of the class path
   */
  static Asked by(EvalTest asked, String test, Class<?> near) {
    if (asked.file().isEmpty() == asked.dataset().isEmpty()) {
      throw AthanorException.user("eval-test", "@EvalTest on " + test
          + (asked.file().isEmpty() ? " has neither a file nor a dataset" : " has both a file and a dataset")
          + "; expected either file, an evaluation that says all, or dataset with scorers and gate");
    }
    return asked.file().isEmpty() ? alone(asked, test, near) : file(asked, test, near);
  }

  private static Asked alone(EvalTest asked, String test, Class<?> near) {
    if (asked.systems().length > 0) {
      throw AthanorException.user("eval-test", "@EvalTest on " + test
          + " has systems, which are chosen from those of a file, and it has none; leave systems out");
    }
    EvaluationSettings.Cases cases = new EvaluationSettings.Cases(Path.of(asked.dataset()), Split.VALIDATION,
        Set.of(), Optional.empty(), Optional.empty(), Optional.empty());
    EvaluationSettings settings = new EvaluationSettings(test, cases,
        List.of(new ArmSettings.OfSystem(PROGRAM, PROGRAM, Map.of(), 1)), asked.repeats(),
        Arrays.stream(asked.scorers()).map(Asked::scorer).toList(),
        new ReportSettings(Optional.empty(), Optional.empty(), List.of(asked.gate())), Budget.UNLIMITED,
        Set.of(asked.allow()));
    return new Asked(settings, cases(asked.dataset(), near));
  }

  private static ObjectNode scorer(String written) {
    return written.strip().startsWith("{") && Json.parse(written) instanceof ObjectNode object ? object
        : Json.object().put("scorer", written.strip());
  }

  private static Dataset cases(String name, Class<?> near) {
    try (NamedFile file = NamedFile.find(name, near, "a file of cases: .jsonl, .json, .csv or .tsv")) {
      Dataset all = DatasetFile.of(file.path()).read();
      Dataset asked = all.only(each -> each.split() == Split.VALIDATION);
      if (asked.cases().isEmpty() && !all.cases().isEmpty()) {
        throw AthanorException.user("no-case",
            name + " has " + all.cases().size() + " cases, but none of the split validation,"
                + " which a test asks; sealed cases are opened by athanor eval run, which writes it down");
      }
      return asked;
    }
  }

  /** What the file says is not said a second time, so that both can't differ. */
  private static void checkSaidOnce(EvalTest asked, String test) {
    List<String> said = Stream
        .of(asked.gate().length > 0 ? "gate" : "", asked.scorers().length > 0 ? "scorers" : "",
            asked.repeats() > 1 ? "repeats" : "", asked.allow().length > 0 ? "allow" : "")
        .filter(each -> !each.isEmpty()).toList();
    if (!said.isEmpty()) {
      throw AthanorException.user("eval-test", "@EvalTest on " + test + " has " + String.join(", ", said)
          + " beside a file, which says that itself; write it into " + asked.file());
    }
  }

  private static Asked file(EvalTest asked, String test, Class<?> near) {
    checkSaidOnce(asked, test);
    try (NamedFile file = NamedFile.find(asked.file(), near, EXPECTED)) {
      if (file.copied().isPresent()) {
        throw AthanorException.user("file-packed", asked.file()
            + " lies in an archive of the class path, where"
            + " the files that it names can't be read; expected a file in a folder, of the class path or not");
      }
      EvaluationSettings settings =
          new EvaluationFile(file.path(), asked.file()).read(new OfTest(home(file.path())));
      if (settings.cases().split() == Split.TEST) {
        throw AthanorException.user("sealed", asked.file() + " asks the cases of the split test, which are"
            + " sealed; they are opened by athanor eval run, which writes it down. A test asks others: split: validation");
      }
      settings.checkNames();
      EvaluationSettings meant = only(settings, asked);
      return new Asked(meant, meant.cases().among(DatasetFile.of(meant.cases().dataset()).read()));
    }
  }

  /** The project's folder, from which its files name others; outside of one, the working folder. */
  private static Path home(Path file) {
    for (Path folder = file.getParent(); folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve(PROJECT))) {
        return folder;
      }
    }
    return Path.of("").toAbsolutePath();
  }

  private static EvaluationSettings only(EvaluationSettings settings, EvalTest asked) {
    List<String> meant = List.of(asked.systems());
    List<String> names = settings.arms().stream().map(ArmSettings::name).toList();
    meant.stream().filter(each -> !names.contains(each)).findFirst().ifPresent(unknown -> {
      throw AthanorException.user("eval-test", "systems has \"" + unknown + "\", but those of " + asked.file()
          + " are " + String.join(", ", names));
    });
    return meant.isEmpty() ? settings
        : settings.comparing(settings.arms().stream().filter(each -> meant.contains(each.name())).toList());
  }

  /** Which systems there are, a test says by its programs, when it is known which of them it is about. */
  private record OfTest(Path folder) implements Home {
    @Override
    public void check(String system) {}

    @Override
    public String example() {
      return "support";
    }
  }
}
