package org.ozml.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ozml.service.web.FetchBudget;
import org.ozml.service.web.Fetcher;

/**
 * Web applications that answer from the world's table, in virtual time. What is not in the table
 * goes to another fetcher, or cannot be reached.
 */
public final class WebTable implements Fetcher {
  private static final Duration BUDGET = FetchBudget.DEFAULT.total();

  private final Map<String, List<World.WebAnswer>> answers;
  private final Map<String, Integer> asked = new HashMap<>();
  private final Timeline time;
  private final Chance chance;
  private final @Nullable Fetcher otherwise;

  /**
   * Makes a table.
   *
   * @param chance decides which answer comes
   * @param otherwise asked for all other URLs, while virtual time stands still; null: nobody is
   */
  public WebTable(World world, Timeline time, Chance chance, @Nullable Fetcher otherwise) {
    this.answers = world.web();
    this.time = time;
    this.chance = chance;
    this.otherwise = otherwise;
  }

  @Override
  public Exchange fetch(Request request, Consumer<Answer> answer) {
    String key = key(request.url());
    List<World.WebAnswer> list = answers.get(key);
    if (list == null && otherwise != null) {
      return otherwise.fetch(request, RealServices.asked(time, answer));
    }
    int turn = asked.merge(key, 1, Integer::sum) - 1;
    World.WebAnswer next = chance.answers(request.url(), list == null ? List.of() : list, turn);
    if (next.delay().compareTo(BUDGET) > 0) {
      String late = "no answer within %d s".formatted(BUDGET.toSeconds());
      Answer timeout = new Answer.Failed(Answer.Failed.Kind.TIMEOUT, late);
      String name = request.url() + " has not answered in time";
      return time.plan(this, BUDGET, name, () -> answer.accept(timeout))::cancel;
    }
    String name = request.url() + " answers";
    Timeline.Due due =
        time.plan(this, next.delay(), name, () -> answer.accept(answer(request.url(), next)));
    return due::cancel;
  }

  /** Returns whether the table has a URL; from any thread. */
  boolean names(String url) {
    return answers.containsKey(key(url));
  }

  /** Returns the table's key for a URL: itself when it is there with its query, else without. */
  private String key(String url) {
    if (answers.containsKey(url)) return url;
    int query = url.indexOf('?');
    return query < 0 ? url : url.substring(0, query);
  }

  private static Answer answer(String url, World.WebAnswer next) {
    if (next.fault() != null) return next.fault();
    if (next.status() / 100 != 2) {
      return new Answer.Failed(Answer.Failed.Kind.STATUS, "HTTP " + next.status());
    }
    byte[] body = next.body().getBytes(StandardCharsets.UTF_8);
    String source = next.file() == null ? url : next.file();
    return new Answer.Document(next.status(), body, "application/xml", source);
  }
}
