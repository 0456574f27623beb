package org.ozml.call;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something to be played to legs. */
public sealed interface Sound {
  /**
   * Spoken text.
   *
   * @param language such as en-US; null for the host's own
   * @param voice name of a voice; null for the host's own
   */
  record Speech(String text, @Nullable String language, @Nullable String voice) implements Sound {}

  /**
   * An audio file, wav or mp3.
   *
   * @param file a path under the content folder, or an http(s) URL
   */
  record File(String file) implements Sound {}

  /** A tone; of 0 hertz it is a pause. */
  record Tone(int hertz, Duration length) implements Sound {
    /** A pause between tones. */
    public static Tone pause(Duration length) {
      return new Tone(0, length);
    }
  }

  /** Tones one after another, whose times the host keeps exactly. */
  record Tones(List<Tone> tones) implements Sound {
    /** Copies the list. */
    public Tones {
      tones = List.copyOf(tones);
    }
  }
}
