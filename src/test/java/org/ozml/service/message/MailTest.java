package org.ozml.service.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ozml.service.message.Connection.Mail.Security;
import org.ozml.service.message.MessageStore.State;
import org.ozml.service.message.MessageStore.Stored;
import org.ozml.service.message.Messages.Acceptance.Refused;
import org.ozml.service.message.Messages.Kind;
import org.ozml.service.message.Messages.Outgoing;
import org.ozml.service.message.Sender.Outcome;

class MailTest {
  @TempDir Path folder;
  private GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void aMailArrivesAsItWasWritten() throws Exception {
    server.start();
    try (Post post = post(server.getSmtp().getPort())) {
      String id = post.accept(Post.mail("ann@example.org", "Grüße €", "First line\nSecond: ő 😀"));
      MimeMessage mail = arrived(1)[0];
      assertThat(mail.getSubject()).isEqualTo("Grüße €");
      assertThat(mail.getContent().toString().replace("\r\n", "\n"))
          .isEqualTo("First line\nSecond: ő 😀");
      assertThat(mail.getFrom()[0]).hasToString("office@example.org");
      assertThat(mail.getAllRecipients()[0]).hasToString("ann@example.org");
      assertThat(mail.getMessageID()).isEqualTo("<" + id + "@example.org>");
      assertThat(mail.getHeader("Ozml-Attempt")).isNull();
      assertThat(post.await(id, State.SENT).folder()).isEqualTo("sent");
    }
  }

  @Test
  void attachmentsComeAlong() throws Exception {
    server.start();
    Path sound = Files.write(folder.resolve("Ansage 1 – für Ännchen.wav"), new byte[] {1, 2, -1});
    Attachments attachments =
        path ->
            path.equals("recordings/1.wav")
                ? new Attachments.Found.File(sound)
                : new Attachments.Found.Refused("outside of the folders");
    try (Post post =
        new Post(
            folder,
            Post.only(plain(server.getSmtp().getPort())),
            attachments,
            Post.NO_WEB,
            new FastTime(50))) {
      post.accept(Post.mail("ann@example.org", "Sound", "Listen", "recordings/1.wav"));
      MimeMultipart parts = (MimeMultipart) arrived(1)[0].getContent();
      assertThat(parts.getBodyPart(0).getContent()).isEqualTo("Listen");
      BodyPart attached = parts.getBodyPart(1);
      assertThat(attached.getFileName()).isEqualTo(sound.getFileName().toString());
      assertThat(attached.getInputStream().readAllBytes()).containsExactly(1, 2, -1);
      assertThat(post.offer(Post.mail("ann@example.org", "", "", "../secret")))
          .isEqualTo(new Refused("Attachments", "../secret: outside of the folders"));
    }
  }

  @Test
  void aFileNameIsNoHeader() throws Exception {
    server.start();
    Files.write(folder.resolve("1\r\nX-Evil: 2.wav"), new byte[] {1});
    try (Post post = carrying(server.getSmtp().getPort())) {
      post.accept(Post.mail("ann@example.org", "", "", "1\r\nX-Evil: 2.wav"));
      BodyPart attached = ((MimeMultipart) arrived(1)[0].getContent()).getBodyPart(1);
      assertThat(attached.getHeader("X-Evil")).isNull();
      assertThat(attached.getFileName()).isEqualTo("1__X-Evil: 2.wav");
    }
  }

  @Test
  void aFileMayGoAsSoonAsItsMailIsAccepted() throws Exception {
    server.start();
    String longest = "a".repeat(251) + ".wav";
    Path one = Files.write(folder.resolve("1.wav"), new byte[] {1, -1});
    Path same = Files.createDirectories(folder.resolve("old")).resolve("1.wav");
    Files.write(same, new byte[] {2});
    Path other = Files.write(folder.resolve(longest), new byte[] {3});
    try (Relay relay = new Relay(server.getSmtp().getPort())) {
      relay.down(true);
      String id;
      try (Post post = carrying(relay.port())) {
        id = post.accept(Post.mail("ann@example.org", "", "", "1.wav", "old/1.wav", longest));
        for (Path file : List.of(one, same, other)) {
          Files.delete(file);
        }
      }
      relay.down(false);
      try (Post next = carrying(relay.port())) {
        next.await(id, State.SENT);
        MimeMultipart parts = (MimeMultipart) arrived(1)[0].getContent();
        List<String> attached = new ArrayList<>();
        for (int i = 1; i < parts.getCount(); i++) {
          BodyPart part = parts.getBodyPart(i);
          attached.add(part.getFileName() + Arrays.toString(part.getInputStream().readAllBytes()));
          assertThat(part.getContentType()).startsWith("audio/x-wav");
        }
        assertThat(attached).containsExactly("1.wav[1, -1]", "1.wav[2]", longest + "[3]");
      }
    }
    assertThat(folder.resolve("spool")).isEmptyDirectory();
  }

  @Test
  void nothingStaysInTheSpoolOfAMailThatIsGivenUp() throws Exception {
    Files.write(folder.resolve("1.wav"), new byte[] {1});
    try (ScriptedSmtp scripted = new ScriptedSmtp("RCPT", "550 no such user");
        Post post = carrying(scripted.port())) {
      post.await(post.accept(Post.mail("ann@example.org", "", "", "1.wav")), State.FAILED);
    }
    assertThat(folder.resolve("spool")).isEmptyDirectory();
  }

  @Test
  void whatACrashLeftInTheSpoolIsRemovedButNotWhatWaits() throws Exception {
    Files.write(folder.resolve("1.wav"), new byte[] {1});
    String waiting;
    try (Relay relay = new Relay(1)) {
      relay.down(true);
      try (Post post = carrying(relay.port())) {
        waiting = post.accept(Post.mail("ann@example.org", "", "", "1.wav"));
      }
      Path orphan = Files.createDirectories(folder.resolve("spool/9e1b0a52-never-stored"));
      Files.write(orphan.resolve("1"), new byte[] {1});
      try (Post post = carrying(relay.port())) {
        post.offer(Post.mail("nobody", "", "")); // is looked at after the spool
        assertThat(folder.resolve("spool")).isDirectoryNotContaining(orphan::equals);
        assertThat(folder.resolve("spool").resolve(waiting).resolve("1")).exists();
      }
    }
  }

  @Test
  void whatCannotBeStoredLeavesNothingInTheSpool() throws Exception {
    Files.write(folder.resolve("1.wav"), new byte[] {1});
    try (Post post = carrying(1)) {
      post.database.close();
      assertThat(post.offer(Post.mail("ann@example.org", "", "", "1.wav")))
          .isInstanceOf(Refused.class);
      assertThat(folder.resolve("spool")).isEmptyDirectory();
    }
  }

  @Test
  void moreThanMailServersTakeIsRefused() throws Exception {
    Path large = folder.resolve("large.wav");
    try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
      file.setLength(Spool.MOST - 1);
    }
    Files.write(folder.resolve("1.wav"), new byte[] {1});
    Files.write(folder.resolve("2.wav"), new byte[] {1, 2});
    try (Relay relay = new Relay(1);
        Post post = carrying(relay.port())) {
      relay.down(true);
      assertThat(post.offer(Post.mail("ann@example.org", "", "", "large.wav", "2.wav")))
          .isEqualTo(new Refused("Attachments", "2.wav: a message carries at most 25 MiB"));
      assertThat(folder.resolve("spool")).isEmptyDirectory();
      post.accept(Post.mail("ann@example.org", "", "", "large.wav", "1.wav"));
    }
  }

  @Test
  void whatCannotBeCopiedIsRefused() throws Exception {
    try (Post post = carrying(1)) {
      assertThat(post.offer(Post.mail("ann@example.org", "", "", "gone.wav")))
          .isEqualTo(new Refused("Attachments", "gone.wav: cannot be copied"));
      assertThat(folder.resolve("spool")).isEmptyDirectory();
    }
  }

  @Test
  void aMailIsNotSentWithoutAnAttachmentThatIsGoneFromTheSpool() throws Exception {
    server.start();
    MailSender sender = sender(plain(server.getSmtp().getPort()));
    assertThat(sender.send(stored("1", "1.wav"))).isInstanceOf(Outcome.Never.class);
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ann",
        "ann@example.org, bob@example.org",
        "Ann <ann@example.org>",
        "ann@",
        "änn@example.org",
        "ann@example.org\r\nBcc: all@example.org",
        "ann@example.org\nRCPT TO:<x@y>"
      })
  void whatIsNoAddressIsRefused(String recipient) throws Exception {
    server.start();
    try (Post post = post(server.getSmtp().getPort())) {
      assertThat(post.offer(Post.mail(recipient, "", "")))
          .isInstanceOfSatisfying(
              Refused.class, refused -> assertThat(refused.parameter()).isEmpty());
    }
  }

  @Test
  void aHeaderCannotBeSmuggledIn() throws Exception {
    server.start();
    try (Post post = post(server.getSmtp().getPort())) {
      assertThat(post.offer(Post.mail("ann@example.org", "Hi\r\nBcc: all@example.org", "")))
          .isInstanceOfSatisfying(
              Refused.class, refused -> assertThat(refused.parameter()).isEqualTo("Subject"));
      Outgoing message =
          new Outgoing(
              Kind.EMAIL, "", "a@b.org\r\nX: y", "ann@example.org", "", "", List.of(), "", "");
      assertThat(post.offer(message))
          .isInstanceOfSatisfying(
              Refused.class, refused -> assertThat(refused.parameter()).isEqualTo("Sender"));
    }
  }

  @Test
  void logsIn() throws Exception {
    server.start();
    server.setUser("office@example.org", "office", "secret");
    server.getUserManager().setAuthRequired(true);
    Connection.Mail good = mail(server.getSmtp().getPort(), Security.NONE, "office", "secret");
    assertThat(sender(good).send(stored("1"))).isInstanceOf(Outcome.Sent.class);
    Connection.Mail bad = mail(server.getSmtp().getPort(), Security.NONE, "office", "wrong");
    assertThat(sender(bad).send(stored("2")))
        .isEqualTo(new Outcome.Later("the mail server refuses the login", true, List.of()));
    assertThat(good.toString()).doesNotContain("secret");
  }

  @Test
  void speaksTlsWithWhomItCanTrust() throws Exception {
    Path keys = folder.resolve("keys.p12");
    keys(keys);
    System.setProperty("greenmail.tls.keystore.file", keys.toString());
    System.setProperty("greenmail.tls.keystore.password", "changeit");
    server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtps"));
    server.start();
    int port = server.getSmtps().getPort();
    Connection.Mail tls = mail(port, Security.TLS, "", "");
    assertThat(new MailSender(tls, spool(), trusting(keys)).send(stored("1")))
        .isInstanceOf(Outcome.Sent.class);
    assertThat(sender(tls).send(stored("2")))
        .isInstanceOfSatisfying(Outcome.Later.class, later -> assertThat(later.all()).isTrue());
    assertThat(server.getReceivedMessages()).hasSize(1);
  }

  @Test
  void sendsNothingInTheClearWhenTlsIsWanted() throws Exception {
    server.start();
    Connection.Mail startTls = mail(server.getSmtp().getPort(), Security.STARTTLS, "", "");
    assertThat(sender(startTls).send(stored("1"))).isInstanceOf(Outcome.Later.class);
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void aLinkThatIsCutBeforeTheDotLeavesNoDoubt() throws Exception {
    server.start();
    try (Relay relay = new Relay(server.getSmtp().getPort());
        Post post = post(relay.port())) {
      relay.cutOnce((fromClient, piece) -> !fromClient && text(piece).startsWith("354"));
      String id = post.accept(Post.mail("ann@example.org", "One", "text"));
      relay.awaitCut();
      post.await(id, State.SENT);
      assertThat(arrived(1)).hasSize(1);
    }
  }

  @Test
  void aMailInDoubtIsSentAgainAndMarked() throws Exception {
    server.start();
    try (Relay relay = new Relay(server.getSmtp().getPort());
        Post post = post(relay.port())) {
      boolean[] dot = new boolean[1];
      relay.cutOnce(
          (fromClient, piece) -> {
            dot[0] |= fromClient && text(piece).endsWith("\r\n.\r\n");
            return dot[0] && !fromClient;
          });
      String id = post.accept(Post.mail("ann@example.org", "One", "text"));
      relay.awaitCut();
      Stored sent = post.await(id, State.SENT);
      assertThat(sent.attempts()).isEqualTo(2);
      MimeMessage[] both = arrived(2);
      assertThat(both[0].getMessageID()).isEqualTo(both[1].getMessageID());
      assertThat(both[0].getHeader("Ozml-Attempt")).isNull();
      assertThat(both[1].getHeader("Ozml-Attempt")).containsExactly("2");
      assertThat(both[0].getSentDate()).isEqualTo(both[1].getSentDate());
    }
  }

  @Test
  void nothingIsLostWhileTheServerIsDown() throws Exception {
    server.start();
    try (Relay relay = new Relay(server.getSmtp().getPort());
        Post post = post(relay.port())) {
      relay.down(true);
      List<String> ids =
          IntStream.range(0, 20)
              .mapToObj(i -> post.accept(Post.mail("ann@example.org", "Mail " + i, "text")))
              .toList();
      // One has been tried in vain, the others have waited.
      while (Objects.requireNonNull(post.store.find(ids.get(0))).reason().isEmpty()) {
        Thread.onSpinWait();
      }
      relay.down(false);
      int attempts = 0;
      for (String id : ids) {
        attempts += post.await(id, State.SENT).attempts();
      }
      assertThat(Arrays.stream(arrived(20)).map(MailTest::subject))
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(0, 20).mapToObj(i -> "Mail " + i).toList());
      assertThat(attempts).isLessThan(40);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "RCPT, 550 no such user",
    "MAIL, 553 not from you",
    "DATA, 554 no",
    "., 552 too large",
  })
  void whatIsRefusedForGoodIsGivenUp(String command, String answer) throws Exception {
    try (ScriptedSmtp scripted = new ScriptedSmtp(command, answer);
        Post post = post(scripted.port())) {
      String first = post.accept(Post.mail("ann@example.org", "One", "text"));
      assertThat(post.await(first, State.FAILED).reason()).contains(answer);
      String second = post.accept(Post.mail("ann@example.org", "Two", "text"));
      post.await(second, State.SENT);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "RCPT, 450 busy",
    "RCPT, 421 going down",
    "MAIL, 451 later",
    "DATA, 451 later",
    "., 452 full",
  })
  void whatIsRefusedForNowIsTriedAgain(String command, String answer) throws Exception {
    try (ScriptedSmtp scripted = new ScriptedSmtp(command, answer, answer);
        Post post = post(scripted.port())) {
      String id = post.accept(Post.mail("ann@example.org", "One", "text"));
      assertThat(post.await(id, State.SENT).attempts()).isEqualTo(3);
      assertThat(scripted.mails).hasSize(1);
    }
  }

  private Post post(int port) {
    return new Post(
        folder, Post.only(plain(port)), Attachments.NONE, Post.NO_WEB, new FastTime(50));
  }

  /** What lies in the folder may be attached. */
  private Post carrying(int port) {
    return new Post(
        folder,
        Post.only(plain(port)),
        path -> new Attachments.Found.File(folder.resolve(path)),
        Post.NO_WEB,
        new FastTime(50));
  }

  private MailSender sender(Connection.Mail settings) {
    return new MailSender(settings, spool());
  }

  private Spool spool() {
    return new Spool(folder.resolve("spool"), Attachments.NONE);
  }

  private MimeMessage[] arrived(int count) {
    assertThat(server.waitForIncomingEmail(10_000, count)).isTrue();
    return server.getReceivedMessages();
  }

  private static String subject(MimeMessage mail) {
    try {
      return mail.getSubject();
    } catch (MessagingException e) {
      throw new AssertionError(e);
    }
  }

  private static String text(byte[] piece) {
    return new String(piece, ISO_8859_1);
  }

  private static Connection.Mail plain(int port) {
    return mail(port, Security.NONE, "", "");
  }

  static Connection.Mail mail(int port, Security security, String user, String password) {
    return new Connection.Mail(
        "mail",
        "127.0.0.1",
        port,
        security,
        user,
        password,
        "office@example.org",
        Duration.ofSeconds(5),
        Duration.ofSeconds(5));
  }

  private static Stored stored(String id, String... attachments) {
    return new Stored(
        id,
        "",
        "outbox",
        Kind.EMAIL,
        "mail@localhost",
        "",
        "ann@example.org",
        "Subject",
        "Text",
        List.of(attachments),
        "",
        "",
        Instant.EPOCH,
        State.SENDING,
        1,
        Instant.EPOCH,
        "",
        List.of(),
        false);
  }

  /** A certificate for 127.0.0.1, by the program that comes with each JDK. */
  private static void keys(Path file) throws IOException, InterruptedException {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "test",
                "-keyalg",
                "EC",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "san=ip:127.0.0.1",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                "changeit")
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), UTF_8);
    assertThat(keytool.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(keytool.exitValue()).as(said).isZero();
  }

  private static SSLSocketFactory trusting(Path keys) throws Exception {
    KeyStore known = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      known.load(in, "changeit".toCharArray());
    }
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("test", known.getCertificate("test"));
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context.getSocketFactory();
  }
}
