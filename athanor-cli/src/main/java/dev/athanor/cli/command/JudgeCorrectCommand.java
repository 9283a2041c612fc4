package dev.athanor.cli.command;

import dev.athanor.cli.view.PrevalenceText;
import dev.athanor.error.AthanorException;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code athanor judge correct}. */
@Command(name = "correct", sortOptions = false, description = {
    "Say how often something passes from how often a calibrated judge says so, with an interval that knows both how few",
    "cases were judged and how few the judge was calibrated on."},
    footer = {"", "Example: athanor judge correct helpful 412/500"})
final class JudgeCorrectCommand implements Callable<Integer> {
  private static final Pattern SHARE = Pattern.compile("(\\d{1,9})/(\\d{1,9})");

  private final Invocation invocation;

  @Parameters(index = "0", paramLabel = "NAME", description = "The calibration.")
  private String name = "";

  @Parameters(index = "1", paramLabel = "SHARE",
      description = "Of how many cases the judge said pass (or first): 412/500.")
  private String share = "";

  JudgeCorrectCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Matcher parts = SHARE.matcher(share);
    int said = parts.matches() ? Integer.parseInt(parts.group(1)) : 1;
    int trials = parts.matches() ? Integer.parseInt(parts.group(2)) : 0;
    if (said > trials || trials == 0) {
      throw AthanorException.user("share", "\"" + share
          + "\" is no share: expected passed cases of all judged cases, at least one, such as 412/500");
    }
    JsonNode calibration = Calibrations.of(invocation.project()).read(name);
    PrevalenceText text = PrevalenceText.of(calibration, said, trials);
    if (invocation.json()) {
      invocation.json(text.json());
    } else {
      invocation.screen().result(text.lines());
    }
    return ExitCode.OK.number();
  }
}
