package org.ozml.service.data;

import java.time.Instant;
import java.util.Collection;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.ozml.service.data.Alarms.Alarm;
import org.ozml.service.message.MessageStore.StoreException;

/**
 * The alarms that were received, in the table {@code alarm}. The methods block, and throw {@link
 * StoreException} when the database cannot be reached; nothing has changed then.
 */
public final class AlarmTable {
  private final Store store;

  /** The alarms in a store. */
  public AlarmTable(Store store) {
    this.store = store;
  }

  /**
   * An alarm that is kept. It was stored before it was acknowledged: where the panel heard no
   * acknowledgement, or this process died before it gave one, the panel reports it once more, in
   * another call.
   *
   * @param received when its digits were complete
   */
  public record Received(Instant received, @Nested Alarm alarm) {}

  /** Keeps alarms, all in one transaction. */
  public void add(Collection<Received> alarms) {
    store.run(
        "store alarms",
        handle -> {
          PreparedBatch rows =
              handle.prepareBatch(
                  """
                  INSERT INTO alarm (received, call_id, caller, extension, account, qualifier, event,
                    event_name, "partition", zone)
                  VALUES (:received, :callId, :caller, :extension, :account, :qualifier, :event,
                    :eventName, :partition, :zone)""");
          alarms.forEach(
              each -> rows.bind("received", each.received()).bindMethods(each.alarm()).add());
          rows.execute();
        });
  }

  /** Lists alarms, latest first. */
  public Page.Of<Received> list(Page page) {
    return store.get(
        "list alarms",
        handle -> new Search("alarm").page(handle, Received.class, "number DESC", page));
  }
}
