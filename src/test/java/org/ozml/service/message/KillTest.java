package org.ozml.service.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ozml.service.message.Connection.Mail.Security;
import org.ozml.service.message.MessageStore.State;

/** A process that is killed between "accepted" and "sent" loses no mail and no attachment. */
@Timeout(60)
class KillTest {
  private static final int MAILS = 200;

  @TempDir Path folder;

  @Test
  void whatWasAcceptedGoesOutAfterAKill() throws Exception {
    GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
    server.start();
    try (Relay relay = new Relay(server.getSmtp().getPort())) {
      relay.down(true);
      List<String> accepted = killed(relay.port(), new CountDownLatch(0));
      relay.down(false);
      assertThat(accepted).hasSize(MAILS);
      assertThat(arrivals(server, relay.port(), accepted).values()).containsOnly(1);
    } finally {
      server.stop();
    }
  }

  @Test
  void whatWasOnItsWayIsSentAgainAndMarked() throws Exception {
    GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
    server.start();
    try (Relay relay = new Relay(server.getSmtp().getPort())) {
      // The server takes the third mail, but its answer never comes: the process hangs, and dies.
      CountDownLatch never = new CountDownLatch(1);
      CountDownLatch onItsWay = new CountDownLatch(1);
      int[] dots = new int[1];
      relay.cutOnce(
          (fromClient, piece) -> {
            String text = new String(piece, UTF_8);
            if (fromClient && text.endsWith("\r\n.\r\n")) {
              if (++dots[0] == 3) onItsWay.countDown();
            } else if (!fromClient && dots[0] == 3) {
              await(never);
            }
            return false;
          });
      List<String> accepted = killed(relay.port(), onItsWay);
      never.countDown();
      relay.cutOnce((fromClient, piece) -> false);
      var arrivals = arrivals(server, relay.port(), accepted);
      List<String> twice =
          arrivals.entrySet().stream().filter(e -> e.getValue() > 1).map(e -> e.getKey()).toList();
      assertThat(twice).hasSize(1);
      MimeMessage[] all = server.getReceivedMessages();
      int marked = 0;
      for (MimeMessage mail : all) {
        if (mail.getHeader("Ozml-Attempt") != null) {
          assertThat(mail.getMessageID()).contains(twice.get(0));
          marked++;
        }
      }
      assertThat(marked).isEqualTo(1);
    } finally {
      server.stop();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Starts a process, waits until it has accepted all and so far, and kills it. */
  private List<String> killed(int port, CountDownLatch soFar) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                KilledProcess.class.getName(),
                folder.toString(),
                String.valueOf(port),
                String.valueOf(MAILS))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    List<String> accepted = new ArrayList<>();
    try (var out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.equals("all")) {
          await(soFar);
          break;
        }
        accepted.add(line);
      }
    } finally {
      process.destroyForcibly(); // SIGKILL
    }
    assertThat(process.waitFor(10, SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(128 + 9);
    return accepted;
  }

  /** Lets the next process send, and returns how often each mail arrived. */
  private Map<String, Integer> arrivals(GreenMail server, int port, List<String> accepted)
      throws Exception {
    try (Post post =
        new Post(
            folder,
            Post.only(MailTest.mail(port, Security.NONE, "", "")),
            Attachments.NONE,
            Post.NO_WEB,
            new FastTime(50))) {
      for (String id : accepted) {
        post.await(id, State.SENT);
      }
    }
    assertThat(folder.resolve("spool")).isEmptyDirectory();
    Map<String, Integer> arrivals = new HashMap<>();
    for (MimeMessage mail : server.getReceivedMessages()) {
      MimeMultipart parts = (MimeMultipart) mail.getContent();
      assertThat(parts.getBodyPart(1).getInputStream().readAllBytes())
          .asString(UTF_8)
          .isEqualTo(mail.getSubject().replace("Mail", "Sound"));
      arrivals.merge(mail.getMessageID().replaceAll("<|@.*", ""), 1, Integer::sum);
    }
    assertThat(arrivals.keySet()).containsExactlyInAnyOrderElementsOf(accepted);
    return arrivals;
  }
}
