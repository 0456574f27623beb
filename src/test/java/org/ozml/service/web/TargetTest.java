package org.ozml.service.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ozml.service.web.Fetcher.Answer.Failed.Kind;

class TargetTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "http://app.example, http, app.example, 80, http://app.example",
        "HTTPS://App.Example/Menu?a=1&b=2#top, https, app.example, 443,"
            + " https://app.example/Menu?a=1&b=2",
        "http://app:8080/?, http, app, 8080, http://app:8080/?",
        "http://my_app:81/x, http, my_app, 81, http://my_app:81/x",
        "http://[::1]:81/x, http, ::1, 81, http://[::1]:81/x",
        "http://bücher.example/ä b?n=Jörg Müller, http, xn--bcher-kva.example, 80,"
            + " http://xn--bcher-kva.example/%C3%A4%20b?n=J%C3%B6rg%20M%C3%BCller",
        "http://app/a//b/../c?x=%2F+{y}|\"^, http, app, 80,"
            + " http://app/a//b/../c?x=%2F+%7By%7D%7C%22%5E",
        "http://app/?mail=a@b.c&u=http://x, http, app, 80, http://app/?mail=a@b.c&u=http://x",
      })
  void shouldReadAUrlGenerously(String text, String scheme, String host, int port, String url)
      throws Exception {
    Target target = Target.of("  " + text + "\n");

    assertThat(target.scheme()).isEqualTo(scheme);
    assertThat(target.host()).isEqualTo(host);
    assertThat(target.port()).isEqualTo(port);
    assertThat(target.url()).hasToString(url);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "menu.xml; an absolute http:// or https:// URL is expected",
        "/menu.xml; an absolute http:// or https:// URL is expected",
        "app.example/menu.xml; an absolute http:// or https:// URL is expected",
        "''; an absolute http:// or https:// URL is expected",
        "file:///etc/passwd; an absolute http:// or https:// URL is expected",
        "ftp://app.example/; an absolute http:// or https:// URL is expected",
        "http:app.example; an absolute http:// or https:// URL is expected",
        "http:///menu.xml; has no valid host",
        "http://my app/; has no valid host",
        "http://app:x/; has no valid host",
        "http://::1/; has no valid host",
        "http://app:0/; ports go from 1 to 65535",
        "http://app:65536/; ports go from 1 to 65535",
        "http://app/%zz; Malformed escape pair",
        "http://a..b/; is malformed",
      })
  void shouldSayWhatIsWrongWithAUrl(String text, String reason) {
    assertThatThrownBy(() -> Target.of(text))
        .isInstanceOfSatisfying(
            FetchFailure.class, e -> assertThat(e.answer().kind()).isEqualTo(Kind.REFUSED_URL))
        .hasMessageContaining('"' + text + '"')
        .hasMessageContaining(reason);
  }

  @Test
  void shouldNotLetALineBreakIntoTheRequest() {
    assertThatThrownBy(() -> Target.of("http://app/x HTTP/1.1\r\nX-Injected: 1"))
        .hasMessageContaining("Illegal character");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://joe:s3cret@app/",
        "http://s3cret@app/",
        "ftp://joe:s3cret@app/",
        "http://joe:s3/cret@app/",
        "joe:s3cret@app",
        "http://a@joe:s3cret@app/",
      })
  void shouldNeverShowAUserOrPassword(String text) {
    assertThatThrownBy(() -> Target.of(text))
        .isInstanceOf(FetchFailure.class)
        .message()
        .doesNotContain("s3", "cret", "joe")
        .contains("...@app");
  }

  @ParameterizedTest
  @CsvSource({
    "next, http://app:81/a/next",
    "/root, http://app:81/root",
    "../up?z, http://app:81/up?z",
    "?y=2, http://app:81/a/b?y=2",
    "//other/x, http://other/x",
    "https://other/x y#f, https://other/x%20y",
    "ä, http://app:81/a/%C3%A4",
  })
  void shouldFollowARelativeRedirect(String location, String expected) throws Exception {
    assertThat(Target.of("http://app:81/a/b?x=1").redirectedTo(location).url())
        .hasToString(expected);
  }

  @Test
  void shouldFollowARelativeRedirectOnAHostWithAnUnderscore() throws Exception {
    assertThat(Target.of("http://my_app/a").redirectedTo("b").url()).hasToString("http://my_app/b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://other/", "http://", "mailto:a@b", "%zz"})
  void shouldRefuseARedirectThatLeadsNowhere(String location) {
    assertThatThrownBy(() -> Target.of("http://app/").redirectedTo(location))
        .isInstanceOf(FetchFailure.class);
  }
}
