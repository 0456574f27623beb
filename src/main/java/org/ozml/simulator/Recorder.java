package org.ozml.simulator;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Leg;
import org.ozml.call.Report;

/**
 * Stores what was recorded, on threads of its own, and then tells so, in the order in which the
 * recordings ended. Use it from the network's thread.
 */
final class Recorder {
  private static final System.Logger LOG = System.getLogger(Recorder.class.getName());
  private static final int THREADS = 4;

  private final Recordings recordings;
  private final Timeline time;
  private final Consumer<Report> reports;
  private final Map<Long, Tape> tapes = new HashMap<>();
  private final ThreadPoolExecutor threads;
  private CompletableFuture<Void> told = CompletableFuture.completedFuture(null);

  /** A recording that runs. */
  private record Tape(List<String> numbers, String format, @Nullable String folder) {
    private Recordings.Done after(Duration length) {
      return new Recordings.Done(numbers, folder, format, length);
    }
  }

  Recorder(Recordings recordings, Timeline time, Consumer<Report> reports) {
    this.recordings = recordings;
    this.time = time;
    this.reports = reports;
    this.threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            5,
            SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "ozml-recordings");
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
  }

  /** A recording begins; with an id that is in use it goes on. */
  void begins(long recording, List<Leg> legs, String format, @Nullable String folder) {
    List<String> numbers = legs.stream().map(Leg::number).toList();
    tapes.putIfAbsent(recording, new Tape(numbers, format, folder));
  }

  /** Returns the ids of the recordings that run. */
  Set<Long> running() {
    return Set.copyOf(tapes.keySet());
  }

  /** A recording has ended. */
  void ended(Report.Recorded ended) {
    Tape tape = tapes.remove(ended.recording());
    if (tape == null) return;
    Recordings.Done done = tape.after(ended.length());
    told = told.thenCombine(stored(ended, done), (before, report) -> tell(report));
  }

  private CompletableFuture<Report> stored(Report.Recorded ended, Recordings.Done done) {
    long id = ended.recording();
    try {
      return CompletableFuture.<Report>supplyAsync(
              () -> new Report.Recorded(ended.at(), id, store(done), ended.length()), threads)
          .exceptionally(failure -> failed(ended, failure));
    } catch (RejectedExecutionException e) {
      return CompletableFuture.completedFuture(failed(ended, e));
    }
  }

  private String store(Recordings.Done done) {
    try {
      return recordings.store(done);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Report failed(Report.Recorded ended, Throwable failure) {
    LOG.log(System.Logger.Level.WARNING, "a recording cannot be stored", failure);
    return new Report.RecordFailed(ended.at(), ended.recording(), "it cannot be stored");
  }

  private @Nullable Void tell(Report report) {
    time.bring(() -> reports.accept(report));
    return null;
  }

  /** Stores what has ended, and nothing more; from any thread. Waits some seconds for that. */
  void close() throws InterruptedException {
    threads.shutdown();
    if (!threads.awaitTermination(5, SECONDS)) threads.shutdownNow();
  }
}
