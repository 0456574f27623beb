package org.ozml.benchmark;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.ozml.call.Leg;
import org.ozml.document.Context;
import org.ozml.document.Document;
import org.ozml.scenario.Scene;
import org.ozml.scenario.Stage;
import org.ozml.scenario.Transcript;
import org.ozml.simulator.World;

/** Commands a second of whole calls, and simulated calls a second. */
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class RunBenchmark {
  private final Document five = Scripts.read(Scripts.FIVE);
  private final Exchange exchange = new Exchange(five);
  private final World world = World.friendly();

  /** One call of five commands over an instant host, call set-up and end included. */
  @Benchmark
  @OperationsPerInvocation(5)
  public Leg commands() {
    return exchange.call();
  }

  /** One simulated call of five commands on a stage of its own, its transcript written. */
  @Benchmark
  public int simulatedCall() {
    StringBuilder transcript = new StringBuilder();
    Stage stage =
        new Stage(
            Scene.of(five, Context.EXTENSION, world),
            event -> Transcript.lines(event).forEach(line -> transcript.append(line).append('\n')),
            Stage.Props.NONE);
    stage.start();
    stage.run();
    return transcript.length();
  }
}
