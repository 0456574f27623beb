package org.ozml.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ozml.service.file.Folders;
import org.ozml.service.file.ScriptPath;
import org.ozml.service.file.ScriptPath.Refused;

/**
 * The world's files and voicemails, in virtual time. Moving and deleting changes this table only;
 * paths mean what they mean on disk, but there are no links.
 */
public final class FolderTable implements Folders {
  /** How long the sounds are, by path. */
  private final Map<ScriptPath, Duration> lengths = new HashMap<>();

  private final Timeline time;

  /** Fills the table: the names of the world's files are paths as scripts write them. */
  public FolderTable(World world, Timeline time) {
    this.time = time;
    world.files().forEach((name, length) -> lengths.put(path(name), length));
    world.voicemails().forEach(this::fill);
  }

  private void fill(String extension, List<World.Voicemail> messages) {
    for (World.Voicemail message : messages) {
      String date = message.date().replaceAll("[-:]", "").replace(' ', '-');
      ScriptPath folder = path(path(extension, message.old() ? Box.OLD : Box.NEW));
      lengths.put(free(folder, "%s_%s.wav".formatted(date, message.from())), message.length());
    }
  }

  private static ScriptPath path(String written) {
    try {
      return ScriptPath.read(written, Map.of());
    } catch (Refused e) {
      throw new IllegalArgumentException(e.reason(), e);
    }
  }

  /** Returns how long a file is; null when there is none. */
  public @Nullable Duration length(String file) {
    try {
      return lengths.get(ScriptPath.read(file, Map.of()));
    } catch (Refused e) {
      return null;
    }
  }

  // ---- the port

  @Override
  public void move(String source, String directory, Consumer<Outcome> answer) {
    later(answer, moved(source, directory));
  }

  @Override
  public void delete(String file, Consumer<Outcome> answer) {
    later(answer, deleted(file));
  }

  @Override
  public void voicemails(String extension, Box box, Consumer<List<Voicemail>> answer) {
    List<Voicemail> all = new ArrayList<>();
    String folder = path(extension, box);
    // In the order of their names, so that the same world gives the same trace.
    Map<String, ScriptPath> sorted = new TreeMap<>();
    lengths.keySet().forEach(path -> sorted.put(path.toString(), path));
    for (ScriptPath path : sorted.values()) {
      String name = name(path);
      boolean inside = path.toString().equals(folder + "/" + name);
      if (inside && Voicemail.isOne(name)) all.add(Voicemail.of(folder, name, "unknown"));
    }
    all.sort(Voicemail.OLDEST_FIRST);
    later(answer, all);
  }

  private <T> void later(Consumer<T> answer, T outcome) {
    time.plan(this, Duration.ZERO, () -> answer.accept(outcome));
  }

  // ---- what is done

  private Outcome moved(String source, String directory) {
    ScriptPath file;
    try {
      file = file(source);
    } catch (Refused e) {
      return new Outcome.Refused(Outcome.Part.SOURCE, e.reason());
    }
    try {
      ScriptPath folder = ScriptPath.read(directory, Map.of());
      if (within(folder, file)) return new Outcome.Done(file.toString());
      if (lengths.containsKey(folder)) throw new Refused("'%s' is no folder".formatted(directory));
      ScriptPath target = free(folder, name(file));
      lengths.put(target, lengths.get(file));
      lengths.remove(file);
      return new Outcome.Done(target.toString());
    } catch (Refused e) {
      return new Outcome.Refused(Outcome.Part.DIRECTORY, e.reason());
    }
  }

  private Outcome deleted(String name) {
    try {
      ScriptPath file = file(name);
      lengths.remove(file);
      return new Outcome.Done(file.toString());
    } catch (Refused e) {
      return new Outcome.Refused(Outcome.Part.SOURCE, e.reason());
    }
  }

  private ScriptPath file(String written) throws Refused {
    ScriptPath file = ScriptPath.read(written, Map.of());
    if (lengths.containsKey(file)) return file;
    throw new Refused("'%s' is not there".formatted(written));
  }

  private static String name(ScriptPath file) {
    return file.names().get(file.names().size() - 1);
  }

  private static boolean within(ScriptPath folder, ScriptPath file) {
    return folder.root() == file.root()
        && folder.names().equals(file.names().subList(0, file.names().size() - 1));
  }

  private ScriptPath free(ScriptPath folder, String name) {
    for (int number = 0; ; number++) {
      List<String> names = new ArrayList<>(folder.names());
      names.add(ScriptPath.numbered(name, number));
      ScriptPath path = new ScriptPath(folder.root(), names);
      if (!lengths.containsKey(path)) return path;
    }
  }
}
