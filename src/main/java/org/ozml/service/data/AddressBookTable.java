package org.ozml.service.data;

import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.ozml.service.message.MessageStore.StoreException;

/**
 * Address books and the contacts in them, in the tables {@code address_book} and {@code contact}.
 * The methods block, and throw {@link StoreException} when the database cannot be reached; nothing
 * has changed then.
 *
 * <p>Source: vendor's facts on data and messaging, sections 4.5 and 4.6.
 */
public final class AddressBookTable {
  private final Store store;

  /** The address books in a store. */
  public AddressBookTable(Store store) {
    this.store = store;
  }

  /** Somebody in an address book; what is not known is empty. */
  public record Contact(String name, String phoneNumber, String email) {}

  /**
   * What is looked for: a part of each, without regard to case; an empty one does not count. How
   * the vendor's system compares is not documented.
   */
  public record Filter(String fullName, String email, String phoneNumber) {
    /** Everything. */
    public static final Filter NONE = new Filter("", "", "");
  }

  /** Returns the names of the address books, in order. */
  public List<String> names() {
    return store.get(
        "list address books",
        handle ->
            handle
                .createQuery("SELECT name FROM address_book ORDER BY name")
                .mapTo(String.class)
                .list());
  }

  /** Adds contacts to an address book, which is made when it is missing; who is in it, stays. */
  public void add(String book, Collection<Contact> contacts) {
    store.run(
        "store contacts",
        handle -> {
          handle.execute("INSERT INTO address_book (name) VALUES (?) ON CONFLICT DO NOTHING", book);
          PreparedBatch rows =
              handle.prepareBatch(
                  """
                  INSERT INTO contact (address_book, name, phone_number, email)
                  VALUES (:book, :name, :phoneNumber, :email)
                  ON CONFLICT DO NOTHING""");
          contacts.forEach(contact -> rows.bind("book", book).bindMethods(contact).add());
          rows.execute();
        });
  }

  /** Lists contacts of an address book, by name; none when there is no such book. */
  public Page.Of<Contact> list(String book, Filter filter, Page page) {
    Search search =
        new Search("contact")
            .and("address_book = :?", book)
            .contains(filter.fullName(), "name")
            .contains(filter.email(), "email")
            .contains(filter.phoneNumber(), "phone_number");
    return store.get(
        "list contacts", handle -> search.page(handle, Contact.class, "LOWER(name), number", page));
  }

  /** Removes a contact from an address book. */
  public void remove(String book, Contact contact) {
    store.run(
        "remove a contact",
        handle ->
            handle.execute(
                "DELETE FROM contact WHERE address_book = ? AND name = ? AND phone_number = ? AND email = ?",
                book,
                contact.name(),
                contact.phoneNumber(),
                contact.email()));
  }

  /** Removes an address book with all that is in it. */
  public void remove(String book) {
    store.run(
        "remove an address book",
        handle -> handle.execute("DELETE FROM address_book WHERE name = ?", book));
  }
}
