package org.ozml.ccgateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ozml.ccgateway.http.House.Answer;
import org.ozml.ccgateway.http.House.Desk;
import org.ozml.configuration.Serving;

/** The gateway's own key and certificate. */
@Timeout(120)
class CertificateTest {
  @TempDir private Path folder;

  private static KeyStore keys(Serving.Tls tls) throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(tls.keystore())) {
      keys.load(in, tls.password().toCharArray());
    }
    return keys;
  }

  private static HttpClient trusting(X509Certificate certificate) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("gateway", certificate);
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return HttpClient.newBuilder().sslContext(context).build();
  }

  @Test
  void shouldBeMadeOnceAndServeDesktopsAlsoAfterARestart() throws Exception {
    try (House house = House.open(folder, "plain: false", "")) {
      assertThat(house.url()).startsWith("https://127.0.0.1:");
      works(house);
    }
    Path store = folder.resolve("data").resolve("gateway.p12");
    byte[] before = Files.readAllBytes(store);
    try (House house = House.open(folder, "plain: false", "")) {
      works(house);
    }
    assertThat(Files.readAllBytes(store)).isEqualTo(before);
    if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
      for (String name : new String[] {"gateway.p12", "gateway.p12.password"}) {
        assertThat(
                PosixFilePermissions.toString(
                    Files.getPosixFilePermissions(folder.resolve("data").resolve(name))))
            .isEqualTo("rw-------");
      }
    }
  }

  /** Many polls over one connection, held and not. */
  private void works(House house) throws Exception {
    Path store = folder.resolve("data").resolve("gateway.p12");
    String password =
        Files.readString(folder.resolve("data").resolve("gateway.p12.password")).strip();
    X509Certificate certificate =
        (X509Certificate) keys(new Serving.Tls(store, password)).getCertificate("gateway");
    Desk ann = new Desk("101", house.url(), trusting(certificate));
    assertThat(ann.signIn("2001", "").retcode()).isEqualTo("0");
    assertThat(ann.poll().eventType()).isEqualTo("AgentOther_InService");
    assertThat(ann.poll().eventType()).isEqualTo("AgentState_Ready");
    for (int reason = 200; reason < 220; reason++) {
      CompletableFuture<Answer> poll = ann.polling();
      ann.order("POST", "onlineagent/101/saybusy?reason=" + reason, "");
      assertThat(poll.get(5, TimeUnit.SECONDS).response().body()).contains("\"" + reason + "\"");
    }
  }

  @Test
  void shouldNameThisMachineForTenYears() throws Exception {
    Serving.Tls tls = Certificate.in(folder).tls("192.0.2.7");
    X509Certificate certificate = (X509Certificate) keys(tls).getCertificate("gateway");
    assertThat(certificate.getSubjectAlternativeNames())
        .extracting(name -> String.valueOf(name.get(1)))
        .contains("localhost", "127.0.0.1", "192.0.2.7");
    assertThat(certificate.getNotAfter().toInstant())
        .isAfter(Instant.now().plus(Duration.ofDays(3650)));
    assertThat(tls.password()).hasSize(20);
    assertThat(Certificate.in(folder).tls("192.0.2.7")).isEqualTo(tls);
  }

  @Test
  void shouldSayWhatToDoWhenItCannotBeMade() {
    assertThatThrownBy(() -> new Certificate(folder, Path.of("/no/such/keytool")).tls("127.0.0.1"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("/no/such/keytool cannot be run")
        .hasMessageContaining("'centre: gateway: tls:'");
    assertThat(folder.resolve("gateway.p12")).doesNotExist();
  }

  @Test
  void shouldSayWhatToDoWhenItsPasswordIsGone() throws Exception {
    Certificate.in(folder).tls("127.0.0.1");
    Files.delete(folder.resolve("gateway.p12.password"));
    assertThatThrownBy(() -> Certificate.in(folder).tls("127.0.0.1"))
        .hasMessageContaining("remove both");
  }

  @Test
  void shouldSayWhoseKeyStoreCannotBeUsed() throws Exception {
    Files.writeString(folder.resolve("gw.p12"), "no key store");
    assertThatThrownBy(() -> House.open(folder, "tls: {keystore: gw.p12, password: x}", "").close())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("agent gateway: the key store")
        .hasMessageContaining("gw.p12");
  }
}
