package dev.athanor.document.parse.child;

import dev.athanor.document.parse.ParseResult;
import dev.athanor.document.parse.Parsers;
import dev.athanor.document.parse.RawDocument;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * The process that reads files: takes them on its standard input and answers on its standard output, one after the other. It
 * ends when its input does, even in the middle of a file: whoever asked is gone then.
 */
public final class ParsingProcess {

  private ParsingProcess() {
  }

  /** Reads files until nobody asks. */
  public static void main(String[] arguments) {
    Parsers parsers = Parsers.standard();
    serve(raw -> parsers.parse(raw).result());
  }

  static void serve(Function<RawDocument, ParseResult> parse) {
    DataInputStream in = new DataInputStream(new BufferedInputStream(System.in));
    PrintStream answers = System.out;
    DataOutputStream out = new DataOutputStream(new BufferedOutputStream(answers));
    // What libraries print must not stand between the frames.
    System.setOut(System.err);
    // Never closed: that would wait for a file that is being read, and nobody does.
    ExecutorService reader = Executors.newSingleThreadExecutor();
    try {
      while (true) {
        RawDocument raw = Frames.readRaw(in);
        reader.execute(() -> answer(out, raw, parse));
      }
    } catch (IOException e) {
      end(0);
    }
  }

  /** Whatever is thrown ends the process: whoever asked learns of it at once, and takes another one. */
  private static void answer(DataOutputStream out, RawDocument raw,
      Function<RawDocument, ParseResult> parse) {
    int status = 1;
    try {
      Frames.write(out, parse.apply(raw));
      status = 0;
    } catch (IOException e) {
      // Nobody listens any more.
    } finally {
      if (status != 0) {
        end(status);
      }
    }
  }

  private static void end(int status) {
    Runtime.getRuntime().halt(status);
  }
}
