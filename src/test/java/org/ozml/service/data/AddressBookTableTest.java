package org.ozml.service.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ozml.service.data.AddressBookTable.Contact;
import org.ozml.service.data.AddressBookTable.Filter;

class AddressBookTableTest extends OnBothDatabases {
  private static final Contact ANN = new Contact("ann Doe", "+36 20 555 6666", "ann@example.com");
  private static final Contact BOB = new Contact("Bob", "101", "bob@example.org");
  private static final Contact CEC = new Contact("Cécile_X", "", "");

  private AddressBookTable books;

  @BeforeEach
  void twoBooks() {
    books = new AddressBookTable(store);
    books.add("Work", List.of(CEC, BOB, ANN));
    books.add("Home", List.of());
  }

  @Test
  void booksAndContactsAreListedByName() {
    assertThat(books.names()).containsExactly("Home", "Work");
    assertThat(books.list("Work", Filter.NONE, Page.FIRST))
        .isEqualTo(new Page.Of<>(3, List.of(ANN, BOB, CEC)));
    assertThat(books.list("Work", Filter.NONE, new Page(1, 2)))
        .isEqualTo(new Page.Of<>(3, List.of(CEC)));
    assertThat(books.list("Home", Filter.NONE, Page.FIRST).rows()).isEmpty();
    assertThat(books.list("None", Filter.NONE, Page.FIRST).rows()).isEmpty();
  }

  @Test
  void aFilterIsAPartWithoutRegardToCase() {
    assertListed(new Filter("DOE", "", ""), ANN);
    assertListed(new Filter("", "EXAMPLE", ""), ANN, BOB);
    assertListed(new Filter("", "", "555"), ANN);
    assertListed(new Filter("b", "", "101"), BOB);
    assertListed(new Filter("ann", "", "101"));
    assertListed(new Filter("_", "", ""), CEC);
    assertListed(new Filter("CÉC", "", ""), CEC);
  }

  @Test
  void contactsAndBooksAreRemoved() {
    books.add("Home", List.of(ANN, ANN));
    books.add("Home", List.of(ANN, BOB));
    assertThat(books.list("Home", Filter.NONE, Page.FIRST).rows()).containsExactly(ANN, BOB);
    books.remove("Home", ANN);
    assertThat(books.list("Home", Filter.NONE, Page.FIRST).rows()).containsExactly(BOB);
    books.remove("Work");
    assertThat(books.names()).containsExactly("Home");
    books.add("Work", List.of());
    assertThat(books.list("Work", Filter.NONE, Page.FIRST).rows()).isEmpty();
  }

  private void assertListed(Filter filter, Contact... expected) {
    assertThat(books.list("Work", filter, Page.FIRST).rows()).containsExactly(expected);
  }
}
