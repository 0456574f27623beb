package org.ozml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The embedding example compiles without a warning, and does what it promises. */
class ExamplesTest {
  @TempDir private Path folder;

  /** Types a key when something is written that asks for it. */
  private static final class Reader extends ByteArrayOutputStream {
    private final PipedOutputStream keyboard;
    private boolean typed;

    Reader(PipedOutputStream keyboard) {
      this.keyboard = keyboard;
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
      super.write(bytes, from, length);
      if (typed || !toString(StandardCharsets.UTF_8).contains("Press 1")) return;
      typed = true;
      try {
        keyboard.write('1');
        keyboard.flush();
      } catch (java.io.IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }

  @Test
  @Timeout(60)
  void shouldTalkToAnEmbeddersOwnTelephone() throws Exception {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    int compiled =
        compiler.run(
            null,
            null,
            null,
            "-proc:none",
            "-Xlint:all,-classfile,-path",
            "-Werror",
            "-d",
            folder.toString(),
            "examples/embed/ConsolePhone.java");
    assertThat(compiled).isZero();
    PipedInputStream keys = new PipedInputStream();
    Reader screen = new Reader(new PipedOutputStream(keys));
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      Method run =
          loader
              .loadClass("ConsolePhone")
              .getDeclaredMethod("run", java.io.InputStream.class, PrintStream.class);
      run.setAccessible(true);
      run.invoke(null, keys, new PrintStream(screen, true, StandardCharsets.UTF_8));
    }
    assertThat(screen.toString(StandardCharsets.UTF_8).lines())
        .containsExactly("Press 1 for the weather.", "It is sunny in Budapest.", "Goodbye.");
  }

  private static boolean isGoodScript(Path file) {
    return file.toString().endsWith(".xml") && !file.endsWith("mistakes.xml");
  }

  @Test
  void shouldFindNothingWrongWithTheExamples() throws Exception {
    try (Stream<Path> files = java.nio.file.Files.walk(Path.of("examples"))) {
      List<Path> scripts = files.filter(ExamplesTest::isGoodScript).toList();
      assertThat(scripts).hasSizeGreaterThan(4);
      for (Path script : scripts) assertThat(Ozml.check(Ozml.parse(script))).isEmpty();
    }
  }

  @Test
  void shouldKeepTheSeedsExampleToTheLetter() throws Exception {
    assertThat(java.nio.file.Files.readString(Path.of("examples/attended-transfer.xml")).strip())
        .isEqualTo(
            "<?xml version=\"1.0\"?> <Response> <Speak Party=\"all\">The caller will be attended transfered to call"
                + " ID HL1bE.</Speak> <AttendedTransfer TargetCallId=\"HL1bE\""
                + " TransferorParty=\"caller\"></AttendedTransfer> </Response>");
  }
}
