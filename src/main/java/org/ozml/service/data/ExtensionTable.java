package org.ozml.service.data;

import java.util.List;
import org.ozml.service.message.MessageStore.StoreException;

/**
 * The extensions, in the table {@code extension}. The methods block, and throw {@link
 * StoreException} when the database cannot be reached; nothing has changed then.
 *
 * <p>Source: vendor's facts on data and messaging, sections 4.3 and 4.4.
 */
public final class ExtensionTable {
  private final Store store;

  /** The extensions in a store. */
  public ExtensionTable(Store store) {
    this.store = store;
  }

  /**
   * An extension.
   *
   * @param id such as 101@localhost
   * @param phoneNumber such as 101; need not be part of the id
   * @param type Phone, IVR extension, Echo test, SIP ...
   * @param state Connected or Disconnected
   */
  public record Extension(String id, String phoneNumber, String type, String state) {}

  /** Keeps an extension in place of the one with its id. */
  public void put(Extension extension) {
    store.run(
        "store an extension",
        handle -> {
          int known =
              handle
                  .createUpdate(
                      "UPDATE extension SET phone_number = :phoneNumber, type = :type, state = :state WHERE id = :id")
                  .bindMethods(extension)
                  .execute();
          if (known == 0) {
            handle
                .createUpdate(
                    """
                    INSERT INTO extension (id, phone_number, type, state)
                    VALUES (:id, :phoneNumber, :type, :state)
                    ON CONFLICT DO NOTHING""")
                .bindMethods(extension)
                .execute();
          }
        });
  }

  /** Removes an extension. */
  public void remove(String id) {
    store.run(
        "remove an extension", handle -> handle.execute("DELETE FROM extension WHERE id = ?", id));
  }

  /**
   * Lists extensions by id.
   *
   * @param type without regard to case; empty: all
   */
  public List<Extension> list(String type) {
    return store.get(
        "list extensions",
        handle ->
            new Search("extension")
                .is(type, "type")
                .page(handle, Extension.class, "id", new Page(0, Integer.MAX_VALUE))
                .rows());
  }

  /** Returns the types of the extensions that there are, in order. */
  public List<String> types() {
    return store.get(
        "list the types of extensions",
        handle ->
            handle
                .createQuery("SELECT DISTINCT type FROM extension ORDER BY type")
                .mapTo(String.class)
                .list());
  }
}
