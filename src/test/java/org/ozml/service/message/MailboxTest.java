package org.ozml.service.message;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ozml.service.message.Mailbox.AcceptReport;
import org.ozml.service.message.Mailbox.AfterDownload;
import org.ozml.service.message.Mailbox.Row;
import org.ozml.service.message.Mailbox.Submission;

class MailboxTest {
  @TempDir Path folder;
  private Smsc smsc;
  private Post post;
  private Mailbox mailbox;

  @BeforeEach
  void start() throws Exception {
    smsc = new Smsc();
    Connection sms = SmsTest.settings(smsc.port(), java.time.Duration.ofSeconds(5));
    Connections connections =
        new Connections(List.of(sms, new Connection.User("admin")), "", "sms", Connections.A_DAY);
    post = new Post(folder, connections, Attachments.NONE, Post.NO_WEB, new FastTime(50));
    mailbox = new Mailbox(post.outbox, post.store);
  }

  @AfterEach
  void stop() throws Exception {
    post.close();
    smsc.close();
  }

  @Test
  void sendsOneMessageToSeveralRecipients() throws Exception {
    List<AcceptReport> reports =
        send(
            Map.of(
                "MessageData",
                "Hello",
                "Recipient",
                "+36201111111, +36202222222;nobody:+36203333333"));
    assertThat(reports)
        .extracting(AcceptReport::recipient)
        .containsExactly("+36201111111", "+36202222222", "nobody", "+36203333333");
    assertThat(reports).extracting(AcceptReport::statusCode).containsExactly(0, 0, 501, 0);
    assertThat(smsc.take(3)).extracting(Smsc.Taken::text).containsOnly("Hello");
    for (AcceptReport report : reports) {
      assertThat(report.messageId().isEmpty()).isEqualTo(report.statusCode() != 0);
    }
  }

  @Test
  void sendsABatchAndReportsNoMoreThanIsWanted() throws Exception {
    Map<String, String> fields =
        new HashMap<>(
            Map.of(
                "messagecount",
                "3",
                "maxresponse",
                "2",
                "originator",
                "Shop",
                "messagetype",
                "SMS:TEXT:UCS2"));
    for (int i = 0; i < 3; i++) {
      fields.put("recipient" + i, "+3620111111" + i);
      fields.put("messagedata" + i, "Hello " + i);
    }
    assertThat(send(fields)).hasSize(2);
    List<Smsc.Taken> taken = smsc.take(3);
    assertThat(taken)
        .extracting(Smsc.Taken::text)
        .containsExactlyInAnyOrder("Hello 0", "Hello 1", "Hello 2");
    assertThat(taken).allSatisfy(t -> assertThat(t.request().getDataCoding()).isEqualTo((byte) 8));
    assertThat(taken).allSatisfy(t -> assertThat(t.request().getSourceAddr()).isEqualTo("Shop"));
  }

  @ParameterizedTest
  @CsvSource({
    "MessageData, , MessageData",
    "Recipient, ',', Recipient",
    "MessageCount, 0, MessageCount",
    "MessageCount, x, MessageCount",
    "MaxResponse, x, MaxResponse",
    "MessageCount, 20001, MessageCount",
  })
  void namesTheParameterThatIsWrong(String name, String value, String wrong) throws Exception {
    Map<String, String> fields =
        new HashMap<>(Map.of("MessageData", "Hello", "Recipient", "+36201111111"));
    fields.put(name, value == null ? "" : value);
    assertThat(submit(fields)).isEqualTo(new Submission.Invalid(wrong));
  }

  @Test
  void aTypeThatIsNoTextIsRefused() throws Exception {
    assertThat(
            send(
                Map.of(
                    "MessageData",
                    "Hello",
                    "Recipient",
                    "+36201111111",
                    "MessageType",
                    "SMS:LOGO")))
        .singleElement()
        .satisfies(report -> assertThat(report.statusCode()).isEqualTo(302));
  }

  @Test
  void fetchesTheOldestFirstAndMarksDeletesOrLeaves() throws Exception {
    for (int i = 0; i < 5; i++) {
      post.accept(Post.message("admin", "", "Message " + i));
    }
    assertThat(receive(2, AfterDownload.LEAVE)).containsExactly("Message 0", "Message 1");
    assertThat(receive(2, AfterDownload.MARK)).containsExactly("Message 0", "Message 1");
    assertThat(receive(2, AfterDownload.DELETE)).containsExactly("Message 2", "Message 3");
    assertThat(receive(9, AfterDownload.MARK)).containsExactly("Message 4");
    assertThat(receive(9, AfterDownload.MARK)).isEmpty();
    assertThat(post.store.list("admin", "inbox", 10, false)).hasSize(3);
    assertThat(mailbox.receive("other", "inbox", 9, AfterDownload.DELETE)).isEmpty();
  }

  @Test
  void aRowSaysWhatTheManualShows() throws Exception {
    Smsc.deliver(smsc.session(), 0, 0, new byte[] {'H', 'i'});
    Row row = mailbox.receive("Admin", "Inbox", 9, AfterDownload.MARK).get(0);
    assertThat(row.originator()).isEqualTo("+36301234567");
    assertThat(row.recipient()).isEqualTo("1717");
    assertThat(row.messageType()).isEqualTo("SMS:TEXT");
    assertThat(row.messageData()).isEqualTo("Hi");
    assertThat(row.receivedTime()).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");
  }

  private List<String> receive(int limit, AfterDownload after) {
    return mailbox.receive("admin", "inbox", limit, after).stream().map(Row::messageData).toList();
  }

  private List<AcceptReport> send(Map<String, String> fields) throws Exception {
    return ((Submission.Reported) submit(fields)).reports();
  }

  private Submission submit(Map<String, String> fields) throws Exception {
    CompletableFuture<Submission> answer = new CompletableFuture<>();
    mailbox.send(fields, answer::complete);
    return answer.get(10, SECONDS);
  }
}
