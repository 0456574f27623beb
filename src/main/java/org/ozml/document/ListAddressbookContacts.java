package org.ozml.document;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import org.jspecify.annotations.Nullable;

/**
 * Lists contacts of an address book. Exists only as an HTTP command; as an element it answers 303.
 */
@UsedIn(Context.HTTP)
@Alias("ListAddressbokkContacts")
public final class ListAddressbookContacts extends Element implements Command {

  @XmlAttribute(name = "AddressbookName", required = true)
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private Value<String> addressbookName;

  @XmlAttribute(name = "FullName")
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private @Nullable Value<String> fullName;

  @XmlAttribute(name = "Email")
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private @Nullable Value<String> email;

  @XmlAttribute(name = "PhoneNumber")
  @XmlJavaTypeAdapter(ValueType.Text.class)
  private @Nullable Value<String> phoneNumber;

  @XmlAttribute(name = "PageNumber")
  @XmlJavaTypeAdapter(ValueType.Count.class)
  private Value<Integer> pageNumber = Value.of(0);

  @XmlAttribute(name = "RowsPerPage")
  @XmlJavaTypeAdapter(ValueType.Count.class)
  private Value<Integer> rowsPerPage = Value.of(20);

  private ListAddressbookContacts() {}

  /** Returns one of ListAddressbookNames. */
  public Value<String> addressbookName() {
    return addressbookName;
  }

  /** Returns filter. */
  public @Nullable Value<String> fullName() {
    return fullName;
  }

  /** Returns filter. */
  public @Nullable Value<String> email() {
    return email;
  }

  /** Returns filter. */
  public @Nullable Value<String> phoneNumber() {
    return phoneNumber;
  }

  /** Returns page, counted from 0. */
  public Value<Integer> pageNumber() {
    return pageNumber;
  }

  /** Returns rows a page. */
  public Value<Integer> rowsPerPage() {
    return rowsPerPage;
  }
}
