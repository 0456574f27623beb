package org.ozml.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ozml.simulator.World;

/** A server with a key of its own. */
@Timeout(60)
class TlsTest {
  private static final String YAML =
      "server: {older: 0, newer: 0, tls: {keystore: pbx.p12, password: %s}}\n";

  @TempDir Path folder;

  @BeforeEach
  void makeAKey() throws Exception {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "pbx",
                "-keyalg",
                "EC",
                "-storetype",
                "PKCS12",
                "-keystore",
                folder.resolve("pbx.p12").toString(),
                "-storepass",
                "changeit",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=ip:127.0.0.1",
                "-validity",
                "2")
            .redirectErrorStream(true)
            .start();
    assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(keytool.exitValue()).isZero();
  }

  private HttpClient client() throws Exception {
    KeyStore known = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(folder.resolve("pbx.p12"))) {
      known.load(in, "changeit".toCharArray());
    }
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("pbx", known.getCertificate("pbx"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(null, trust.getTrustManagers(), null);
    return HttpClient.newBuilder().sslContext(tls).build();
  }

  @Test
  void shouldServeBothPortsOverTls() throws Exception {
    try (TestInstallation pbx =
        TestInstallation.open(folder, YAML.formatted("changeit"), World.friendly())) {
      HttpClient client = client();
      int newer = pbx.installation().server().newerPort();
      int older = pbx.installation().server().olderPort();
      assertThat(pbx.installation().server().url()).isEqualTo("https://127.0.0.1:" + newer);
      for (String url : new String[] {newer + "/api", older + "/"}) {
        HttpRequest request =
            HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + url + "?command=Nothing"))
                .timeout(Duration.ofSeconds(20))
                .build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.body()).contains("<Code>301</Code>");
      }
    }
  }

  @Test
  void shouldSayWhichKeyStoreCannotBeUsed() {
    assertThatThrownBy(
            () -> TestInstallation.open(folder, YAML.formatted("wrong"), World.friendly()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("pbx.p12 cannot be used")
        .hasMessageContaining("password");
  }
}
