package org.ozml.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ozml.document.Document;
import org.ozml.document.DocumentReader;
import org.ozml.document.Limits;

class LinksTest {
  @TempDir Path folder;

  private Document script() {
    String name = folder.resolve("main.xml").toString();
    return new DocumentReader(Limits.DEFAULT).read(name, "<Response/>");
  }

  @Test
  void shouldFindTheFileBesideTheScript() throws IOException {
    Path support = folder.resolve("support.xml");
    Files.writeString(support, "<Response><Hangup/></Response>");
    Links links = new Links();
    Document first = links.follow(script(), "http://example.com/ivr/support.xml?lang=en");
    assertThat(first).isNotNull();
    assertThat(first.source().name()).isEqualTo(support.toString());
    assertThat(links.follow(script(), "https://other.example/support.xml")).isSameAs(first);
  }

  @Test
  void shouldFindNothingWhereThereIsNoSuchFile() {
    Links links = new Links();
    assertThat(links.follow(script(), "http://example.com/ivr/missing.xml")).isNull();
    assertThat(links.follow(script(), "http://example.com/")).isNull();
    assertThat(links.follow(script(), "http://example.com/a\0b")).isNull();
  }
}
