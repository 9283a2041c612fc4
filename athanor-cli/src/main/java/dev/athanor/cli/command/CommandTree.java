package dev.athanor.cli.command;

import dev.athanor.cli.terminal.ResultStream;
import dev.athanor.cli.terminal.Streams;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** All commands, and what happens around each of them: errors, exit codes, a reader who goes away. */
public final class CommandTree {
  private final Surroundings surroundings;
  private final Invocation invocation;
  private final CommandLine root;

  /** The commands, called from these surroundings. For one execution. */
  public CommandTree(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.invocation = new Invocation(surroundings);
    this.root = new CommandLine(new RootCommand(invocation));
    subcommands().forEach((name, command) -> root.addSubcommand(name, command));
    configure();
  }

  private Map<String, Object> subcommands() {
    Map<String, Object> commands = new LinkedHashMap<>();
    commands.put("demo", new DemoCommand(invocation));
    commands.put("init", new InitCommand(invocation));
    commands.put("profile", new ProfileCommand(invocation));
    commands.put("sync", new SyncCommand(invocation));
    commands.put("documents", new DocumentsCommand(invocation));
    commands.put("document",
        new CommandLine(new DocumentCommand()).addSubcommand("show", new DocumentShowCommand(
            invocation)));
    commands.put("knowledge",
        new CommandLine(new KnowledgeCommand()).addSubcommand("compare", new CompareCommand(invocation)));
    commands.put("search", new SearchCommand(invocation));
    commands.put("ask", new AskCommand(invocation));
    commands.put("chat", new ChatCommand(invocation));
    commands.put("prompts", prompts());
    commands.put("graph", new GraphCommand(invocation));
    commands.put("eval", evaluations());
    commands.put("lab", new LabCommand(invocation));
    commands.put("blame", new BlameCommand(invocation));
    commands.put("dataset",
        new CommandLine(new DatasetCommand()).addSubcommand("import", new DatasetImportCommand(
            invocation)).addSubcommand("propose", new DatasetProposeCommand(invocation))
            .addSubcommand("collect", new DatasetCollectCommand(invocation))
            .addSubcommand("review", new DatasetReviewCommand(invocation))
            .addSubcommand("show", new DatasetShowCommand(invocation)));
    commands.put("judge",
        new CommandLine(new JudgeCommand()).addSubcommand("calibrate", new JudgeCalibrateCommand(invocation))
            .addSubcommand("correct", new JudgeCorrectCommand(invocation)));
    commands.put("simulate", new SimulateCommand(invocation));
    commands.put("record", new RecordCommand(invocation));
    commands.put("proxy", new ProxyCommand(invocation));
    commands.put("runs", new RunsCommand(invocation));
    commands.put("show", new ShowCommand(invocation));
    commands.put("lineage", new LineageCommand(invocation));
    commands.put("feedback", new FeedbackCommand(invocation));
    commands.put("replay", new ReplayCommand(invocation));
    commands.put("diff", new DiffCommand(invocation));
    commands.put("resume", new ResumeCommand(invocation));
    commands.put("fork", new ForkCommand(invocation));
    commands.put("export", new ExportCommand(invocation));
    commands.put("import", new ImportCommand(invocation));
    commands.put("doctor", new DoctorCommand(invocation));
    commands.put("completion", new CompletionCommand(invocation, () -> root));
    return commands;
  }

  private CommandLine prompts() {
    return new CommandLine(new PromptsCommand(invocation))
        .addSubcommand("list", new PromptsListCommand(invocation))
        .addSubcommand("show", new PromptsShowCommand(invocation))
        .addSubcommand("history", new PromptsHistoryCommand(invocation))
        .addSubcommand("diff", new PromptsDiffCommand(
            invocation))
        .addSubcommand("render", new PromptsRenderCommand(invocation));
  }

  private CommandLine evaluations() {
    return new CommandLine(new EvalCommand(invocation))
        .addSubcommand("plan", new EvalPlanCommand(invocation))
        .addSubcommand("run", new EvalRunCommand(invocation))
        .addSubcommand("resume", new EvalResumeCommand(invocation))
        .addSubcommand("report", new EvalReportCommand(invocation));
  }

  private void configure() {
    Streams streams = surroundings.streams();
    root.setExpandAtFiles(false); // a question may begin with an @
    root.setUsageHelpAutoWidth(false);
    root.setOut(new PrintWriter(streams.out(), true, StandardCharsets.UTF_8));
    root.setErr(new PrintWriter(streams.err(), true, StandardCharsets.UTF_8));
    root.getCommandSpec().usageMessage().exitCodeList(exitCodes());
    root.getHelpSectionMap().put(CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST,
        new CommandGroups());
    root.setParameterExceptionHandler((e, arguments) -> misused(e, List.of(arguments)));
    root.setExecutionExceptionHandler((e, _, _) -> failed(e));
    root.setExecutionStrategy(this::execute);
  }

  private static Map<String, String> exitCodes() {
    Map<String, String> codes = new LinkedHashMap<>();
    for (ExitCode code : ExitCode.values()) {
      codes.put(Integer.toString(code.number()), code.meaning());
    }
    return codes;
  }

  /** Runs one command and answers with its exit code. */
  public int execute(String... arguments) {
    int code;
    try {
      code = root.execute(arguments);
    } catch (OutOfMemoryError | StackOverflowError e) {
      code = failed(e);
    }
    return lost(code);
  }

  private int execute(ParseResult parsed) {
    Ansi ansi = invocation.screen().coloured() ? Ansi.ON : Ansi.OFF;
    root.setColorScheme(CommandLine.Help.defaultColorScheme(ansi));
    root.setUsageHelpWidth(invocation.screen().textWidth());
    return new CommandLine.RunLast().execute(parsed);
  }

  private int failed(Throwable thrown) {
    Problem problem = Problem.of(thrown);
    problem.tell(invocation.screen(), invocation.json());
    return problem.exit().number();
  }

  private int misused(ParameterException e, List<String> arguments) {
    Problem problem = Problem.usage(Misuse.explain(e));
    problem.tell(invocation.screen(), invocation.json() || arguments.contains("--json"));
    return problem.exit().number();
  }

  /** A result that could not be written is no result. */
  private int lost(int code) {
    ResultStream out = surroundings.streams().out();
    if (out.readerGone()) {
      return ExitCode.READER_GONE.number();
    }
    return out.lost().map(e -> {
      invocation.screen().error("the result can't be written: " + e.getMessage()
          + "; send it to where there is room");
      return ExitCode.DATA.number();
    }).orElse(code);
  }
}
