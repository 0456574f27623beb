package org.ozml.document;

/** File format of a recording. */
public enum RecordingFormat {
  MP3,
  WAV
}
