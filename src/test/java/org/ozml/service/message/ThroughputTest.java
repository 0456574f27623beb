package org.ozml.service.message;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ozml.service.message.Connection.Mail.Security;

/** How many messages a second are accepted on an H2 file, and sent on loopback. */
@Tag("load")
class ThroughputTest {
  @TempDir Path folder;

  @Test
  void accepts() throws Exception {
    try (Post post =
        new Post(
            folder,
            new Connections(List.of(new Connection.User("admin")), "", "", Connections.A_DAY),
            Attachments.NONE,
            Post.NO_WEB,
            Time.SYSTEM)) {
      accept(post, 1, 2000); // warms up
      for (int callers : new int[] {1, 64}) {
        int each = 20_000 / callers;
        System.out.printf(
            "accepted on an H2 file, callers %d: %,d messages/s%n",
            callers, accept(post, callers, each));
      }
    }
  }

  private static long accept(Post post, int callers, int each) throws InterruptedException {
    long start = System.nanoTime();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < callers; i++) {
      Thread thread =
          new Thread(
              () -> {
                for (int j = 0; j < each; j++) {
                  post.accept(
                      Post.message("admin", "", "Hello, this is a message of usual length"));
                }
              });
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join(60_000);
    }
    return rate(callers * each, start);
  }

  @Test
  void sendsMail() throws Exception {
    GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
    server.start();
    try (Post post =
        new Post(
            folder,
            Post.only(MailTest.mail(server.getSmtp().getPort(), Security.NONE, "", "")),
            Attachments.NONE,
            Post.NO_WEB,
            Time.SYSTEM)) {
      for (int count : new int[] {500, 3000}) { // the first warms up
        int before = server.getReceivedMessages().length;
        CountDownLatch accepted = new CountDownLatch(count);
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
          post.outbox.send(Post.mail("ann@example.org", "Hi", "text"), a -> accepted.countDown());
        }
        assertThat(server.waitForIncomingEmail(60_000, before + count)).isTrue();
        System.out.printf("accepted and sent to GreenMail: %,d mails/s%n", rate(count, start));
        assertThat(accepted.await(30, SECONDS)).isTrue();
      }
    } finally {
      server.stop();
    }
  }

  @Test
  void sendsSms() throws Exception {
    try (Smsc smsc = new Smsc();
        Post post =
            new Post(
                folder,
                Post.only(SmsTest.settings(smsc.port(), Duration.ofSeconds(5))),
                Attachments.NONE,
                Post.NO_WEB,
                Time.SYSTEM)) {
      smsc.session();
      for (int count : new int[] {2000, 10_000}) { // the first warms up
        long start = System.nanoTime();
        CountDownLatch accepted = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
          post.outbox.send(Post.sms("+36301234567", "Hello", ""), a -> accepted.countDown());
        }
        smsc.take(count);
        System.out.printf(
            "accepted and sent over SMPP, window 10: %,d SMS/s%n", rate(count, start));
        assertThat(accepted.await(30, SECONDS)).isTrue();
      }
    }
  }

  private static long rate(int count, long start) {
    return count * 1_000_000_000L / (System.nanoTime() - start);
  }
}
