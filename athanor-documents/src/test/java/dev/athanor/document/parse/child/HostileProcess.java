package dev.athanor.document.parse.child;

import dev.athanor.document.Block;
import dev.athanor.document.Document;
import dev.athanor.document.Span;
import dev.athanor.document.parse.ParseResult;
import dev.athanor.document.parse.RawDocument;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A process that does to itself what the file says. */
public final class HostileProcess {

  private HostileProcess() {
  }

  /** Reads files until nobody asks. */
  public static void main(String[] arguments) {
    ParsingProcess.serve(HostileProcess::obey);
  }

  private static ParseResult obey(RawDocument raw) {
    return switch (new String(raw.bytes(), StandardCharsets.UTF_8)) {
      case "exit" -> {
        System.exit(7);
        throw new IllegalStateException("not reached");
      }
      case "kill" -> {
        Runtime.getRuntime().halt(137);
        throw new IllegalStateException("not reached");
      }
      case "loop" -> {
        while (true) {
          Thread.onSpinWait();
        }
      }
      case "memory" -> said(raw, "x".repeat(Integer.MAX_VALUE - 8));
      case "throw" -> throw new IllegalStateException("a parser's mistake");
      case "noise" -> {
        System.out.println("a library says hello");
        yield said(raw, "quiet");
      }
      case "environment" -> said(raw, String.join(" ", System.getenv().keySet()));
      case "process" -> said(raw, Long.toString(ProcessHandle.current().pid()));
      default -> said(raw, "read");
    };
  }

  private static ParseResult said(RawDocument raw, String text) {
    return new ParseResult.Parsed(
        Document.of(raw.id(), "said", "text/plain", text, List.of(new Block.Paragraph(
            new Span(0, text.length()))), Map.of()));
  }
}
