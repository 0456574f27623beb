package org.ozml.service.data;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;
import org.ozml.service.message.MessageStore.StoreException;

/**
 * The call history, in the table {@code call_history}. The methods block, and throw {@link
 * StoreException} when the database cannot be reached; nothing has changed then.
 *
 * <p>Source: vendor's facts on data and messaging, section 4.1.
 */
public final class CallTable {
  private final Store store;

  /** The calls in a store. */
  public CallTable(Store store) {
    this.store = store;
  }

  /**
   * What is looked for. A filter that is empty does not count; the others are compared with the
   * whole value, without regard to case.
   *
   * @param from calls that began then or later; null: all
   * @param state CallerHangUp and CalleeHangUp, as the manual's examples have it, are understood
   * @param callerId the number or the name that was shown
   * @param callId here upper and lower case differ
   * @param general is part of any of the texts
   */
  public record Filter(
      @Nullable Instant from,
      String direction,
      String source,
      String destination,
      String dialed,
      String state,
      String callerId,
      String callId,
      String type,
      String general) {
    /** Everything. */
    public static final Filter NONE = new Filter(null, "", "", "", "", "", "", "", "", "");
  }

  /** Keeps calls, all in one transaction; one that is kept already is left as it is. */
  public void add(Collection<PastCall> calls) {
    change(List.of(), calls, List.of());
  }

  /**
   * Keeps what has become of calls, all in one transaction.
   *
   * @param begun go on; they are in the history when they have ended, or at the next start
   * @param ended are in the history now; one that is kept already is left as it is
   * @param over ids of those that had begun in an earlier transaction, and have ended
   */
  void change(Collection<PastCall> begun, Collection<PastCall> ended, Collection<String> over) {
    if (begun.isEmpty() && ended.isEmpty()) {
      return;
    }
    store.run(
        "store calls",
        handle -> {
          insert(handle, "call_in_progress", begun);
          insert(handle, "call_history", ended);
          if (!over.isEmpty()) {
            PreparedBatch rows =
                handle.prepareBatch("DELETE FROM call_in_progress WHERE call_id = ?");
            over.forEach(id -> rows.bind(0, id).add());
            rows.execute();
          }
        });
  }

  private static void insert(Handle handle, String table, Collection<PastCall> calls) {
    if (calls.isEmpty()) {
      return;
    }
    PreparedBatch rows =
        handle.prepareBatch(
            "INSERT INTO "
                + table
                + """
                 (start_time, ring_duration, talk_duration, direction, source,
                  destination, state, dialed, caller_id, caller_name, type, call_id)
                VALUES (:startTime, :ringDuration, :talkDuration, :direction, :source,
                  :destination, :state, :dialed, :callerId, :callerName, :type, :callId)
                ON CONFLICT DO NOTHING""");
    calls.forEach(call -> rows.bindMethods(call).add());
    rows.execute();
  }

  /** Calls that went on when an earlier process ended are in the history now: as Error. */
  void interrupted() {
    store.run(
        "store calls that were interrupted",
        handle -> {
          handle.execute(
              """
              INSERT INTO call_history (start_time, ring_duration, talk_duration, direction, source,
                destination, state, dialed, caller_id, caller_name, type, call_id)
              SELECT start_time, ring_duration, talk_duration, direction, source,
                destination, 'Error', dialed, caller_id, caller_name, type, call_id
              FROM call_in_progress ORDER BY start_time
              ON CONFLICT DO NOTHING""");
          handle.execute("DELETE FROM call_in_progress");
        });
  }

  /** Lists calls, oldest first. */
  public Page.Of<PastCall> list(Filter filter, Page page) {
    return list(filter, page, "start_time, number");
  }

  /** Lists calls, the latest first. */
  public Page.Of<PastCall> latest(Filter filter, Page page) {
    return list(filter, page, "start_time DESC, number DESC");
  }

  private Page.Of<PastCall> list(Filter filter, Page page, String order) {
    Search search =
        new Search("call_history")
            .is(filter.direction(), "direction")
            .is(filter.source(), "source")
            .is(filter.destination(), "destination")
            .is(filter.dialed(), "dialed")
            .is(filter.state().replaceFirst("(?i)HangUp$", "HungUp"), "state")
            .is(filter.type(), "type")
            .is(filter.callerId(), "caller_id", "caller_name")
            .contains(
                filter.general(),
                "direction",
                "source",
                "destination",
                "state",
                "dialed",
                "caller_id",
                "caller_name",
                "type",
                "call_id");
    if (!filter.callId().isEmpty()) {
      search.and("call_id = :?", filter.callId());
    }
    if (filter.from() != null) {
      search.and("start_time >= :?", filter.from());
    }
    return store.get("list calls", handle -> search.page(handle, PastCall.class, order, page));
  }
}
