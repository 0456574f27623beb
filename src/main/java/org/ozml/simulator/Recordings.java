package org.ozml.simulator;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the recordings of a live network are kept. */
@FunctionalInterface
public interface Recordings {
  /** Nowhere. */
  Recordings NONE =
      done -> {
        throw new IOException("there is no folder for recordings");
      };

  /**
   * Stores a recording; from several threads at once. It may block.
   *
   * @return where it can be fetched; it is on disk then
   */
  String store(Done done) throws IOException;

  /**
   * A recording that has ended.
   *
   * @param numbers whose it is
   * @param folder under the recordings root, which it does not leave; null: the root
   * @param format wav or mp3
   */
  record Done(List<String> numbers, @Nullable String folder, String format, Duration length) {}
}
