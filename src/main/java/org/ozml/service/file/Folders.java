package org.ozml.service.file;

import java.util.List;
import java.util.function.Consumer;

/**
 * The port to the files that scripts may touch: what lies under the roots content, recordings,
 * voicemails and uploads, and nothing else.
 *
 * <p>A path names its root first: {@code recordings/2026/001.mp3}, {@code
 * voicemails/9994/new/1.wav}; one that begins with no root's name lies under content; a path from
 * the file system's root must lie under one of the roots. Nothing here blocks, and nothing is
 * thrown for a path that cannot be used: answers come later, on any thread, exactly once.
 *
 * <p>Source: OzML language notes, section 7.
 */
public interface Folders {
  /** There are no folders: everything is refused, nobody has voicemails. */
  Folders NONE =
      new Folders() {
        @Override
        public void move(String source, String directory, Consumer<Outcome> answer) {
          answer.accept(new Outcome.Refused(Outcome.Part.SOURCE, "there are no folders"));
        }

        @Override
        public void delete(String file, Consumer<Outcome> answer) {
          answer.accept(new Outcome.Refused(Outcome.Part.SOURCE, "there are no folders"));
        }

        @Override
        public void voicemails(String extension, Box box, Consumer<List<Voicemail>> answer) {
          answer.accept(List.of());
        }
      };

  /** Moves a file into a folder, which is made when it is missing; a taken name gets a number. */
  void move(String source, String directory, Consumer<Outcome> answer);

  /** Deletes a file. */
  void delete(String file, Consumer<Outcome> answer);

  /** Lists the voicemails of an extension, oldest first. */
  void voicemails(String extension, Box box, Consumer<List<Voicemail>> answer);

  /** The path of an extension's folder: what {@code $oldmessagepath} stands for. */
  default String path(String extension, Box box) {
    return "voicemails/" + extension + "/" + box.folder();
  }

  /** Which of an extension's voicemails. */
  enum Box {
    /** Not heard yet. */
    NEW("new"),
    /** Heard and kept. */
    OLD("old");

    private final String folder;

    Box(String folder) {
      this.folder = folder;
    }

    /** Returns the folder's name. */
    public String folder() {
      return folder;
    }
  }

  /**
   * A message that somebody left.
   *
   * @param message the file's path, for Play, MoveFile and DeleteFile
   * @param date when it was left, {@code YYYY-MM-DD HH:MM:SS}
   * @param from the caller's number
   */
  record Voicemail(String message, String date, String from) {}

  /** What came of an order. */
  sealed interface Outcome {
    /**
     * It is done.
     *
     * @param path where the file is now; where it was, when it is deleted
     */
    record Done(String path) implements Outcome {}

    /**
     * Nothing was touched.
     *
     * @param part what is wrong
     * @param reason one sentence for trace and log
     */
    record Refused(Part part, String reason) implements Outcome {}

    /** Which path is wrong. */
    enum Part {
      SOURCE,
      DIRECTORY
    }
  }
}
