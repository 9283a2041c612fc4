package dev.athanor.bench.storage;

import dev.athanor.bench.measure.Report;
import dev.athanor.bench.measure.WorkFolder;
import dev.athanor.journal.RunId;
import dev.athanor.run.Runs;
import dev.athanor.store.journal.SqliteJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** How many bytes the tau-bench conversations take in the journal, beside the two plain ways to keep them. */
final class StorageBench {
  private StorageBench() {}

  /** Measures; the data is below {@code ATHANOR_BENCH_DATA}, or else below {@code ../shared/data}. */
  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(System.getenv().getOrDefault("ATHANOR_BENCH_DATA", "../shared/data"),
        "tau-bench/gpt-4o-airline.json");
    if (!Files.isRegularFile(file)) {
      System.err.println(
          "There is no " + file.toAbsolutePath().normalize() + ", the trajectories of tau-bench's airline"
              + " agent; name the folder that has tau-bench/ in ATHANOR_BENCH_DATA (see bench/README.md).");
      System.exit(2);
    }
    List<Conversation> conversations = Conversation.read(file);
    Plain plain = new Plain();
    conversations.forEach(conversation -> keep(conversation, plain));
    try (WorkFolder folder = WorkFolder.create()) {
      Path store = folder.folder("store");
      record(conversations, store);
      Report.heading("Bytes stored for " + conversations.size() + " conversations of tau-bench");
      print(conversations.size(), plain, bytes(store));
    }
  }

  private static void record(List<Conversation> conversations, Path store) {
    try (SqliteJournal journal = SqliteJournal.open(store.resolve("journal.db"));
        Runs runs = new Runs(journal)) {
      for (Conversation conversation : conversations) {
        int messages =
            runs.start(RunId.fresh(), new Agent(conversation).program(), conversation.name()).outcome()
                .output();
        if (messages != conversation.messages().size()) {
          throw new IllegalStateException(conversation.name() + " ended after " + messages + " messages");
        }
      }
    }
  }

  /** Requests and answers as an agent without a journal would log them. */
  private static void keep(Conversation conversation, Plain plain) {
    List<JsonNode> messages = conversation.messages();
    for (int i = 1; i < messages.size(); i++) {
      if (conversation.role(i).equals("assistant")) {
        plain.keep(Agent.request(messages.subList(0, i)));
      }
      plain.keep(messages.get(i));
    }
  }

  private static long bytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      long all = 0;
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        all += Files.size(file);
      }
      return all;
    }
  }

  private static void print(int conversations, Plain plain, long stored) {
    Report.line("%-34s %14s %20s".formatted("", "bytes", "per conversation"));
    line("raw JSON", plain.raw(), conversations);
    line("each value deflated, equal ones once", plain.deflated(), conversations);
    line("Athanor's journal, all files", stored, conversations);
    Report.line("");
    Report.line("raw JSON / journal = %.1f x".formatted((double) plain.raw() / stored));
    Report.line("deflated values / journal = %.1f x".formatted((double) plain.deflated() / stored));
  }

  private static void line(String name, long bytes, int conversations) {
    Report.line("%-38s %,10d %20s".formatted(name, bytes, "%,d".formatted(bytes / conversations)));
  }
}
