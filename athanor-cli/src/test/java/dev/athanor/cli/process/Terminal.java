package dev.athanor.cli.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What a terminal does to the processes in it. By perl, which nearly every Unix has: Java can't put a process into a group of its own. */
final class Terminal {
  /** As a shell starts what is typed: the leader of a group of its own, and able to hear Ctrl-C although whoever runs the tests is not. */
  private static final String GROUP =
      "setpgrp(0, 0); $SIG{HUP} = 'DEFAULT'; $SIG{INT} = 'DEFAULT'; $SIG{TERM} = 'DEFAULT'; exec @ARGV or die";

  private Terminal() {}

  /** A command that is started as if it was typed. */
  static List<String> typed(List<String> command) {
    List<String> all = new ArrayList<>(List.of("perl", "-e", GROUP));
    all.addAll(command);
    return all;
  }

  /** Ctrl-C: the signal goes to the whole group. */
  static void interrupt(Process leader) throws IOException, InterruptedException {
    signal("INT", "-" + leader.pid());
  }

  /** A signal to a process ({@code 12}) or to a group ({@code -12}). */
  static void signal(String name, String target) throws IOException, InterruptedException {
    int code = new ProcessBuilder("kill", "-" + name, "--", target).inheritIO().start().waitFor();
    if (code != 0) {
      throw new IOException("kill -" + name + " -- " + target + " has ended with " + code);
    }
  }
}
