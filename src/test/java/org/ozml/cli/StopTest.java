package org.ozml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** How a server process of its own ends when it is told to. */
@DisabledOnOs(OS.WINDOWS) // has no signals
class StopTest {
  @TempDir private Path folder;
  private ServerProcess server;

  private void start(String stopAfter) throws IOException {
    Files.writeString(
        folder.resolve("waits.xml"),
        """
        <Response><UserInput Timeout="600"><InitialCommands><Speak>Press one.</Speak></InitialCommands>
        <Inputs><Input Key="1"><Hangup/></Input></Inputs></UserInput></Response>
        """);
    server =
        ServerProcess.start(
            folder,
            """
            extensions: {9994: {script: waits.xml}, city: {line: ""}}
            server: {older: 0, newer: 0, stop-after: %s}
            """
                .formatted(stopAfter));
  }

  @AfterEach
  void end() {
    server.close();
  }

  private void callUp() throws Exception {
    assertThat(server.command("CallSetup&Caller=2001&Callee=9994")).contains("200");
    server.until("/metrics", "ozml_calls_active{state=\"in_call\"} 1\n");
  }

  private List<String> log() throws IOException {
    return Files.readAllLines(folder.resolve("log"));
  }

  @Test
  void shouldLetRunningCallsEndAndTakeNoNewOnes() throws Exception {
    start("600s");
    callUp();
    server.signal("TERM");
    server.until("/health", "stopping");
    assertThat(server.command("CallSetup&Caller=2002&Callee=9994"))
        .contains("402")
        .contains("Busy");
    Matcher id =
        Pattern.compile("\"call began.*\"call\":\"(\\w+)\"").matcher(String.join("\n", log()));
    assertThat(id.find()).isTrue();
    assertThat(server.command("Hangup&CallId=" + id.group(1))).contains("200");
    assertThat(server.exit()).isZero();
    for (String line : log()) {
      Map<String, Object> entry = new Yaml().load(line);
      assertThat(entry).containsKeys("time", "level", "logger", "message");
    }
    assertThat(String.join("\n", log())).doesNotContain(server.password());
  }

  @Test
  void shouldHangUpWhenItsTimeIsOverAndKeepTheHistory() throws Exception {
    start("1s");
    callUp();
    server.signal("INT");
    assertThat(server.exit()).isZero();
    assertThat(log()).anyMatch(line -> line.contains("call ended: Completed"));
    assertThat(log()).noneMatch(line -> line.contains("missing in the history"));
  }

  @Test
  void shouldEndAtOnceWhenItIsToldTwice() throws Exception {
    start("600s");
    callUp();
    server.signal("TERM");
    server.until("/health", "stopping");
    server.signal("TERM");
    assertThat(server.exit()).isEqualTo(1);
  }
}
