package org.ozml.cli;

import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What a command line is given by where it runs.
 *
 * @param in standard input
 * @param out standard output
 * @param err standard error
 * @param environment variables such as NO_COLOR
 * @param terminal the screen and the keyboard
 */
record Shell(
    InputStream in,
    PrintWriter out,
    PrintWriter err,
    Map<String, String> environment,
    Terminal terminal) {

  /** The process's own. */
  static Shell ofProcess() {
    return new Shell(
        System.in,
        writer(FileDescriptor.out),
        writer(FileDescriptor.err),
        System.getenv(),
        new SystemTerminal(System.in));
  }

  /** UTF-8 whatever the locale says: scripts speak all languages, and reports are compared. */
  private static PrintWriter writer(FileDescriptor stream) {
    return new PrintWriter(
        new BufferedWriter(
            new OutputStreamWriter(new FileOutputStream(stream), StandardCharsets.UTF_8)));
  }

  void flush() {
    out.flush();
    err.flush();
  }
}
