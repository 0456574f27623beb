package org.ozml.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.ozml.scenario.ScenarioReader;
import org.ozml.scenario.ScenarioRunner;

/** Scenarios a second, read from their files and told, as {@code ozml test} does it. */
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 3, time = 3)
public class ScenarioBenchmark {
  private static final int MANY = 600;
  private static final Path CORPUS = Path.of("src", "test", "resources", "scenarios");

  private final List<Path> small = small();
  private final ScenarioReader reader = new ScenarioReader();

  /** The corpus without its few long stories, which are about something else. */
  private static List<Path> small() {
    List<Path> all = new ArrayList<>();
    try (Stream<Path> files = Files.walk(CORPUS)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".yaml")).sorted().toList()) {
        Path golden = Path.of(file.toString().replaceAll("yaml$", "txt"));
        if (Files.size(golden) < 4000) all.add(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (all.size() < MANY) throw new IllegalStateException("only " + all.size() + " are small");
    return all.subList(0, MANY);
  }

  /** On all processors. */
  @Benchmark
  @OperationsPerInvocation(MANY)
  public long told() {
    return small.stream().parallel().filter(this::isGood).count();
  }

  private boolean isGood(Path file) {
    try {
      return ScenarioRunner.run(reader.read(file)).failure() == null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
