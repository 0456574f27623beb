package org.ozml.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ozml.cli.Input.Unusable;
import org.ozml.configuration.Configuration;
import org.ozml.configuration.Outside;
import org.ozml.configuration.YamlException;
import org.ozml.service.Services;
import org.ozml.service.file.Sandbox;
import org.ozml.service.file.ScriptPath;
import org.ozml.service.message.MessageStore.State;
import org.ozml.service.message.MessageStore.StoreException;
import org.ozml.service.message.MessageStore.Stored;
import org.ozml.service.web.AddressRule;
import org.ozml.service.web.FetchBudget;
import org.ozml.service.web.Fetcher;
import org.ozml.service.web.HttpFetcher;

/** What is real around a run: the web, audio files, and all that a configuration names. */
interface Surroundings extends AutoCloseable {
  /** Returns what stands behind the simulated world; null: nothing. */
  @Nullable Services services();

  /** Finds an audio file; null when there is none. */
  @Nullable Path file(String name);

  /** Returns where the system tells what happens, by the notification's name. */
  default Map<String, String> notifications() {
    return Map.of();
  }

  /** Waits some seconds for what is being sent; returns what is not sent then, in words. */
  default List<String> settle() {
    return List.of();
  }

  @Override
  void close();

  /**
   * The web, and a folder of audio files.
   *
   * @param alone true: not even the web
   */
  static Surroundings without(Path content, boolean alone) {
    Web web = new Web();
    return new Surroundings() {
      @Override
      public @Nullable Services services() {
        return alone ? null : Services.of(web);
      }

      @Override
      public @Nullable Path file(String name) {
        try {
          Map<ScriptPath.Root, Path> roots = Map.of(ScriptPath.Root.CONTENT, content);
          return new Sandbox(roots, Runnable::run).resolve(name);
        } catch (IOException | ScriptPath.Refused e) {
          return null;
        }
      }

      @Override
      public void close() {
        web.close();
      }
    };
  }

  /** All that a configuration file names. */
  static Surroundings configured(String name, Map<String, String> environment) throws Unusable {
    Configuration configuration = read(name, environment);
    Web web = new Web();
    try {
      Outside outside = Outside.forRun(configuration, web);
      return new Surroundings() {
        @Override
        public Services services() {
          return outside.services();
        }

        @Override
        public @Nullable Path file(String path) {
          return outside.file(path);
        }

        @Override
        public Map<String, String> notifications() {
          return configuration.notifications();
        }

        @Override
        public List<String> settle() {
          return outside.settle(Duration.ofSeconds(10)).stream().map(Surroundings::words).toList();
        }

        @Override
        public void close() {
          outside.close();
          web.close();
        }
      };
    } catch (IOException | StoreException e) {
      throw new Unusable("--config %s: %s".formatted(name, e.getMessage()));
    }
  }

  private static Configuration read(String name, Map<String, String> environment) throws Unusable {
    try {
      return Configuration.read(Input.path(name), environment);
    } catch (IOException e) {
      throw new Unusable("--config: " + Input.reason(name, e));
    } catch (YamlException e) {
      throw new Unusable("--config: " + e.getMessage());
    }
  }

  private static String words(Stored message) {
    String what =
        switch (message.kind()) {
          case EMAIL -> "the e-mail to " + message.recipient();
          case SMS -> "the SMS to " + message.recipient();
          case CONNECTION -> "the message to " + message.connection();
        };
    String reason = message.reason().isEmpty() ? "no answer yet" : message.reason();
    return message.state() == State.FAILED
        ? "%s was given up: %s".formatted(what, reason)
        : "%s could not be sent yet (%s); ozml tries again whenever it runs with this configuration"
            .formatted(what, reason);
  }

  /** Real web applications, of which most runs ask none. */
  final class Web implements Fetcher, AutoCloseable {
    private @Nullable HttpFetcher fetcher;

    @Override
    public Exchange fetch(Request request, Consumer<Answer> answer) {
      return fetcher().fetch(request, answer);
    }

    private synchronized HttpFetcher fetcher() {
      if (fetcher == null) {
        fetcher = new HttpFetcher(FetchBudget.DEFAULT, AddressRule.LOCAL_ALLOWED, null);
      }
      return fetcher;
    }

    @Override
    public synchronized void close() {
      if (fetcher != null) fetcher.close();
    }
  }
}
