package org.ozml.call;

/**
 * Something that happened: one entry of the stream that transcripts, {@code --json} and coverage
 * read.
 */
public interface TraceEvent {
  /** Returns nanoseconds on the host's clock. */
  long at();
}
