package org.ozml.simulator;

import java.util.List;
import java.util.function.Consumer;
import org.ozml.service.data.Alarms;
import org.ozml.service.data.Database;
import org.ozml.service.file.Folders;

/** Real services in a simulation: virtual time stands still until they have answered. */
public final class RealServices {
  private RealServices() {}

  /** Real folders. */
  public static Folders folders(Folders real, Timeline time) {
    return new Folders() {
      @Override
      public void move(String source, String directory, Consumer<Outcome> answer) {
        real.move(source, directory, asked(time, answer));
      }

      @Override
      public void delete(String file, Consumer<Outcome> answer) {
        real.delete(file, asked(time, answer));
      }

      @Override
      public void voicemails(String extension, Box box, Consumer<List<Voicemail>> answer) {
        real.voicemails(extension, box, asked(time, answer));
      }
    };
  }

  /** A real database. */
  public static Database database(Database real, Timeline time) {
    return (sql, parameters, answer) -> real.select(sql, parameters, asked(time, answer));
  }

  /** A real place for alarms. */
  public static Alarms alarms(Alarms real, Timeline time) {
    return (alarm, answer) -> real.keep(alarm, asked(time, answer));
  }

  static <T> Consumer<T> asked(Timeline time, Consumer<T> answer) {
    time.ask();
    return outcome -> time.answer(() -> answer.accept(outcome));
  }
}
