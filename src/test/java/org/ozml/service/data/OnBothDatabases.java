package org.ozml.service.data;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests that run with a new store on H2 and on PostgreSQL. */
@ParameterizedClass
@EnumSource
abstract class OnBothDatabases {
  @Parameter Databases database;
  @TempDir Path folder;
  String url;
  Store store;

  @BeforeEach
  void openStore() throws SQLException {
    url = database.empty(folder);
    store = open();
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  Store open() {
    return Store.open(url, Databases.USER, Databases.PASSWORD);
  }
}
