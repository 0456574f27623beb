package org.ozml.service.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.ozml.service.data.ExtensionTable.Extension;

class ExtensionTableTest extends OnBothDatabases {
  private static final Extension PHONE =
      new Extension("106@localhost", "102", "Phone", "Disconnected");
  private static final Extension MENU =
      new Extension("101@localhost", "101", "IVR extension", "Connected");

  @Test
  void extensionsAreListedByIdAndByType() {
    var extensions = new ExtensionTable(store);
    extensions.put(PHONE);
    extensions.put(MENU);
    assertThat(extensions.list("")).containsExactly(MENU, PHONE);
    assertThat(extensions.list("phone")).containsExactly(PHONE);
    assertThat(extensions.list("Pho")).isEmpty();
    assertThat(extensions.types()).containsExactly("IVR extension", "Phone");
  }

  @Test
  void anExtensionTakesThePlaceOfTheOneWithItsId() {
    var extensions = new ExtensionTable(store);
    var connected = new Extension(PHONE.id(), "103", "SIP", "Connected");
    extensions.put(PHONE);
    extensions.put(connected);
    assertThat(extensions.list("")).containsExactly(connected);
    assertThat(extensions.types()).containsExactly("SIP");
    extensions.remove(PHONE.id());
    extensions.remove(MENU.id());
    assertThat(extensions.list("")).isEmpty();
  }
}
