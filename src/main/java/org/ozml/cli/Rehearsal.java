package org.ozml.cli;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Map;

/**
 * Runs the usual commands once and prints nothing, so that the archive of classes which {@code
 * scripts/ozml} keeps holds what they need. A short command's time is loading classes.
 */
public final class Rehearsal {
  private Rehearsal() {}

  /**
   * Rehearses.
   *
   * @param arguments the directory of the examples
   */
  public static void main(String[] arguments) {
    String examples = arguments[0];
    WarmUp.begin("run");
    WarmUp.begin("validate");
    rehearse("run", examples + "/attended-transfer.xml");
    rehearse("run", examples + "/menu.xml", "--keys", "1", "--color", "always");
    rehearse("run", examples + "/pin/pin.xml", "--offline", "--json");
    rehearse("validate", examples);
    rehearse("validate", examples + "/mistakes.xml");
    rehearse("test", examples);
    rehearse("debug", examples + "/menu.xml");
    rehearse("run", "--help");
  }

  private static void rehearse(String... arguments) {
    Shell shell =
        new Shell(
            InputStream.nullInputStream(),
            new PrintWriter(Writer.nullWriter()),
            new PrintWriter(Writer.nullWriter()),
            Map.of(),
            Terminal.NONE);
    new Main(shell).run(arguments);
  }
}
