package org.ozml.installation;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Handsets;
import org.ozml.call.Host;
import org.ozml.call.Switchboard;
import org.ozml.service.web.Fetcher;

/** The telephones of an installation: a host, and those among them that the browser can be. */
public interface Telephones extends AutoCloseable {
  /** Returns the host. */
  Host host();

  /** Returns the telephones that people operate through the console. */
  Handsets handsets();

  /** Returns what makes ids for calls: short, alphanumeric, never the same twice. */
  Supplier<String> callIds();

  /** Returns the web as scripts see it from these telephones; as a rule what it is given. */
  default Fetcher web(Fetcher real) {
    return real;
  }

  /** Begins: reports go to a switchboard from now on. */
  void attach(Switchboard board);

  /** Ends them; calls that go on are lost. */
  @Override
  void close();

  /** Makes the telephones of an installation that is being opened. */
  @FunctionalInterface
  interface Maker {
    /** Makes them; nothing is reported before {@link #attach}. */
    Telephones make(Surroundings around);
  }

  /** What telephones need of the rest. */
  interface Surroundings {
    /** Finds an audio file on disk; null when there is none. */
    @Nullable Path file(String name);

    /** Returns the folder where recordings are kept. */
    Path recordings();

    /** Returns where a recording can be fetched, by its path below that folder. */
    String recordingUrl(String path);
  }
}
