package dev.athanor.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.cli.command.CommandLineUnderTest.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies and rerankers, as {@code athanor.yaml} sets them up. */
class RefinedSearchTest {
  private static final String PIECES = "[PAD]\n[UNK]\n[CLS]\n[SEP]\nleave\nnight\n";

  /** An ONNX file: the score of a pair is the sum of the passage's tokens. */
  private static final String MODEL =
      "CAg6jwMKIQoJaW5wdXRfaWRzEgNpZHMiBENhc3QqCQoCdG8YAaABAgooCg50b2tlbl90eXBlX2lkcxIFdHlwZXMi"
          + "BENhc3QqCQoCdG8YAaABAgoaCgNpZHMKBXR5cGVzEgdwYXNzYWdlIgNNdWwKGwoHcGFzc2FnZRIFc2NvcmUiCVJl"
          + "ZHVjZVN1bRIFZ3JhcGhaOgoJaW5wdXRfaWRzEi0KKwgHEicKEBIOaW5wdXRfaWRzX3Jvd3MKExIRaW5wdXRfaWRz"
          + "X2NvbHVtbnNaSQoOYXR0ZW50aW9uX21hc2sSNwo1CAcSMQoVEhNhdHRlbnRpb25fbWFza19yb3dzChgSFmF0dGVu"
          + "dGlvbl9tYXNrX2NvbHVtbnNaSQoOdG9rZW5fdHlwZV9pZHMSNwo1CAcSMQoVEhN0b2tlbl90eXBlX2lkc19yb3dz"
          + "ChgSFnRva2VuX3R5cGVfaWRzX2NvbHVtbnNiLgoFc2NvcmUSJQojCAESHwoMEgpzY29yZV9yb3dzCg8SDXNjb3Jl"
          + "X2NvbHVtbnNCAhAN";

  @TempDir
  private Path folder;

  private Result athanor(String... arguments) {
    Result result = CommandLineUnderTest.in(folder).athanor(arguments);
    assertThat(result.code()).as(result.err()).isZero();
    return result;
  }

  private void project(String knowledge) throws IOException {
    Files.writeString(folder.resolve("athanor.yaml"), "knowledge:\n" + knowledge.indent(2));
  }

  private List<String> found(String... arguments) {
    return athanor(arguments).json().path("hits").valueStream().map(hit -> hit.path("document").asString())
        .toList();
  }

  @Test
  void rowsOfOnePatternAreEachFoundAndThoseWithTheSameWordsOnce() throws IOException {
    var rows = new StringBuilder("id,text\n");
    for (int i = 0; i < 8; i++) {
      rows.append("order").append(i).append(",\"Order ").append(i / 2)
          .append(" of a furnace of iron. It is to be")
          .append(
              " paid within thirty days of its arrival at the gate of the works, with a bill of two pages.\"\n");
    }
    Files.writeString(folder.resolve("orders.csv"), rows);
    project("sources: [{records: orders.csv, id: id, text: text}]");
    athanor("sync");
    assertThat(found("search", "--json", "furnace of iron")).containsExactlyInAnyOrder("order0", "order2",
        "order4", "order6");
  }

  private void rerankedHandbook() throws IOException {
    Handbook.write(folder.resolve("docs"));
    Files.write(folder.resolve("model.onnx"), Base64.getDecoder().decode(MODEL));
    Files.writeString(folder.resolve("vocab.txt"), PIECES);
    project("sources: [{folder: docs}]\nretrieval: {reranker: {model: model.onnx, tokenizer: vocab.txt}}");
    athanor("sync");
  }

  @Test
  void aRunIsReplayedAsItWasWhateverBecameOfTheReranker() throws IOException {
    rerankedHandbook();
    String run = athanor("ask", "--json", Handbook.QUESTION).json().path("run").asString();
    Files.delete(folder.resolve("model.onnx"));
    athanor("replay", run);
    project("sources: [{folder: docs}]");
    athanor("replay", run);
    String plain = athanor("ask", "--json", Handbook.QUESTION).json().path("run").asString();
    rerankedHandbook();
    athanor("replay", plain);
  }

  @Test
  void aForkSearchesWithTheRerankerOfTheRunOrWithTheOneThatItNames() throws IOException {
    rerankedHandbook();
    String run = athanor("ask", "--json", Handbook.QUESTION).json().path("run").asString();
    athanor("fork", run, "--at", "retrieve", "--set", "retrieval.k=3");
    Files.writeString(folder.resolve("vocab.txt"), PIECES + "certificate\n");
    Result changed = CommandLineUnderTest.in(folder).athanor("fork", run, "--at", "retrieve", "--set",
        "retrieval.k=3");
    assertThat(changed.err()).contains("the run is pinned to reranker-",
        "model.onnx with vocab.txt is reranker-",
        "fork the run with --set retrieval.reranker.model=model.onnx, which takes what is there");
    Result taken = athanor("fork", run, "--at", "retrieve", "--set", "retrieval.reranker.model=model.onnx");
    assertThat(taken.out()).contains("retrieve");
    Files.copy(folder.resolve("vocab.txt"), folder.resolve("words.txt"));
    athanor("fork", run, "--at", "retrieve", "--set", "retrieval.reranker.tokenizer=words.txt");
    Result missing = CommandLineUnderTest.in(folder).athanor("fork", run, "--at", "retrieve", "--set",
        "retrieval.reranker.tokenizer=none.txt");
    assertThat(missing.err()).contains("the reranker's tokenizer", "none.txt can't be read");
  }
}
