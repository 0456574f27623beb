package org.ozml.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ozml.document.Context;
import org.ozml.document.Document;
import org.ozml.document.DocumentReader;
import org.ozml.document.Limits;
import org.ozml.document.Place;
import org.ozml.interpreter.Snapshot;
import org.ozml.simulator.Chance;
import org.ozml.simulator.World;

class SnapshotTest {
  private static final String MENU =
      """
      <Response>
        <Var Id="who" Value="Anna"/>
        <UserInput Timeout="5" Digits="2">
          <InitialCommands><Speak>One moment please</Speak></InitialCommands>
        </UserInput>
      </Response>
      """;

  private final Document document = new DocumentReader(Limits.DEFAULT).read("menu.xml", MENU);

  private Stage stage(Chance chance) {
    Scene scene = Scene.of(document, Context.EXTENSION, World.friendly());
    return new Stage(scene, event -> {}, new Stage.Props(null, null, null, null, chance));
  }

  private static void until(Stage stage, Duration time) {
    while (stage.time().now() + Math.max(0, stage.time().untilNext()) <= time.toNanos()
        && stage.step()) {}
  }

  @Test
  void shouldTellWhichCommandsAreBeingExecutedAndWhatIsSet() {
    Stage stage = stage(Chance.NONE);
    stage.start();
    until(stage, Duration.ofSeconds(1));
    Snapshot speaking = stage.engine().sessions().get(0).snapshot();
    assertThat(speaking.frames())
        .containsExactly(
            new Snapshot.Frame("UserInput", new Place("menu.xml", 3, 3), "says its prompts"),
            new Snapshot.Frame("Speak", new Place("menu.xml", 4, 22), ""));
    assertThat(speaking.variables()).isEqualTo(Map.of("who", "Anna"));

    stage.network().act("1001", new World.Doing.Press("4"));
    until(stage, Duration.ofSeconds(3));
    Snapshot waiting = stage.engine().sessions().get(0).snapshot();
    assertThat(waiting.frames())
        .extracting(Snapshot.Frame::state)
        .containsExactly("waits for keys, entered 4");
  }

  @Test
  void shouldForgetRunsThatAreOver() {
    Stage stage = stage(Chance.NONE);
    stage.start();
    stage.run();
    assertThat(stage.result()).isNotNull();
    assertThat(stage.engine().sessions()).isEmpty();
  }
}
