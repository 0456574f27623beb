package org.ozml.service.data;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ozml.service.message.MessageStore.StoreException;

class StoreTest {
  @TempDir Path folder;

  @Test
  void anotherKindOfDatabaseIsRefused() {
    assertRefused("jdbc:mysql://127.0.0.1/ozml?x=y", "jdbc:h2: or jdbc:postgresql:");
  }

  @Test
  void aPasswordInTheUrlIsRefusedAndNotShown() {
    assertRefused("jdbc:postgresql://127.0.0.1/ozml?Password=hidden", "must be given apart");
    assertRefused("jdbc:h2:" + folder.resolve("x") + ";PASSWORD=hidden", "must be given apart");
  }

  @Test
  void aWrongPasswordIsRefusedAndNotShown() {
    String url = "jdbc:h2:" + folder.resolve("ozml");
    Store.open(url, "sa", "right").close();
    assertRefused(url, "Wrong user name or password");
  }

  @Test
  void aServerThatIsNotThereIsNamed() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    String url = "jdbc:postgresql://127.0.0.1:" + port + "/ozml";
    assertRefused(url, url, "refused");
  }

  @Test
  void aFileThatIsNoDatabaseIsRefused() {
    assertRefused("jdbc:h2:/proc/ozml", "cannot open the store jdbc:h2:/proc/ozml: ");
  }

  private static void assertRefused(String url, String... says) {
    assertThatThrownBy(() -> Store.open(url, "sa", "hidden"))
        .isInstanceOf(StoreException.class)
        .hasMessageContainingAll(says)
        .message()
        .doesNotContain("hidden")
        .hasLineCount(1);
  }
}
