package org.ozml.service.file;

import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
  record Voicemail(String message, String date, String from) {
    /** A number behind the caller's is that of a file whose name was taken. */
    private static final Pattern NAME =
        Pattern.compile(
            "(\\d{4})(\\d\\d)(\\d\\d)-(\\d\\d)(\\d\\d)(\\d\\d)_([+0-9*#]+|.+?)(?:-\\d+)?\\.(?:wav|mp3)",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern SOUND =
        Pattern.compile(".*\\.(?:wav|mp3)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** Oldest first; of the same second, by name. */
    public static final Comparator<Voicemail> OLDEST_FIRST =
        Comparator.comparing(Voicemail::date).thenComparing(Voicemail::message);

    /** Returns whether a file of this name is a message at all. */
    public static boolean isOne(String name) {
      return SOUND.matcher(name).matches();
    }

    /**
     * Reads when and from whom out of a name such as {@code 20261120-101200_1005.wav}.
     *
     * @param folder the path of the folder in which it is
     * @param otherwise the date of a file of another name, whose sender nobody knows
     */
    public static Voicemail of(String folder, String name, String otherwise) {
      Matcher told = NAME.matcher(name);
      String message = folder + "/" + name;
      if (!told.matches()) return new Voicemail(message, otherwise, "unknown");
      String date = told.replaceFirst("$1-$2-$3 $4:$5:$6");
      return new Voicemail(message, date, told.group(7));
    }
  }

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
