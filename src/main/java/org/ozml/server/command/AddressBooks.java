package org.ozml.server.command;

import org.ozml.call.Result;
import org.ozml.document.Command;
import org.ozml.document.ListAddressbookContacts;
import org.ozml.service.data.AddressBookTable;
import org.ozml.service.data.AddressBookTable.Contact;
import org.ozml.service.data.AddressBookTable.Filter;
import org.ozml.service.data.Page;

/** ListAddressbookNames and ListAddressbookContacts. They block. */
final class AddressBooks {
  private final AddressBookTable books;

  AddressBooks(AddressBookTable books) {
    this.books = books;
  }

  void names(Command command, Exchange exchange) {
    exchange.answer(
        Result.OK,
        xml -> {
          xml.open("AddressbookNames");
          books.names().forEach(name -> xml.element("AddressbookName", name));
          xml.close("AddressbookNames");
        });
  }

  void contacts(ListAddressbookContacts command, Exchange exchange) {
    String book = exchange.parameter("AddressbookName");
    Page page = Paging.page(command.pageNumber(), command.rowsPerPage());
    boolean known = books.names().contains(book);
    if (!known || page == null) {
      String fault = known ? "RowsPerPage" : "AddressbookName";
      exchange.answer(Result.invalidParameter(fault, command.name()));
      return;
    }
    Filter filter =
        new Filter(
            exchange.parameter("FullName"),
            exchange.parameter("Email"),
            exchange.parameter("PhoneNumber"));
    Page.Of<Contact> found = books.list(book, filter, page);
    exchange.answer(
        Result.OK,
        xml -> {
          xml.element("TotalRecords", found.total()).open("Contacts");
          found.rows().forEach(contact -> row(contact, xml));
          xml.close("Contacts");
        });
  }

  private static void row(Contact contact, Xml xml) {
    xml.open("Contact")
        .element("Name", contact.name())
        .element("PhoneNumber", contact.phoneNumber())
        .element("Email", contact.email())
        .close("Contact");
  }
}
