package org.ozml.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads scripts in tests, and shows findings in few words. */
public final class Reading {
  public static final DocumentReader READER = new DocumentReader(Limits.DEFAULT);

  private Reading() {}

  public static Document read(String text) {
    return READER.read("test.xml", text);
  }

  public static Document read(byte[] bytes) {
    return READER.read("test.xml", bytes);
  }

  /** Reads a text as a file would hold it. */
  public static Document readBytes(String text) {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Reads a script in which nothing is wrong. */
  public static Response sound(String text) {
    Document document = read(text);
    assertThat(document.diagnostics()).as(text).isEmpty();
    Response response = document.response();
    assertThat(response).isNotNull();
    return response;
  }

  /** Reads commands without the root around them. */
  public static List<Command> commands(String commands) {
    return sound("<Response>" + commands + "</Response>").commands();
  }

  /** Reads one command in which nothing is wrong. */
  public static <C extends Command> C command(Class<C> type, String text) {
    List<Command> commands = commands(text);
    assertThat(commands).as(text).hasSize(1);
    assertThat(commands.get(0)).isInstanceOf(type);
    return type.cast(commands.get(0));
  }

  /** Shows findings as {@code OZ101}. */
  public static List<String> codes(List<Diagnostic> findings) {
    return findings.stream().map(finding -> finding.rule().name()).toList();
  }

  /** Shows the reader's findings as {@code 2:5 OZ101}. */
  public static List<String> found(Document document) {
    return places(document.diagnostics());
  }

  /** Shows the reader's findings in a text as {@code 2:5 OZ101}. */
  public static List<String> found(String text) {
    return found(read(text));
  }

  /** Shows findings as {@code 2:5 OZ101}. */
  public static List<String> places(List<Diagnostic> findings) {
    return findings.stream().map(finding -> finding.position() + " " + finding.rule()).toList();
  }

  /** Returns the one finding that a text gives. */
  public static Diagnostic finding(String text) {
    List<Diagnostic> all = read(text).diagnostics();
    assertThat(all).as(text).hasSize(1);
    return all.get(0);
  }
}
