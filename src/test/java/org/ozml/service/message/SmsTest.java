package org.ozml.service.message;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.session.SMPPServerSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ozml.service.message.MessageStore.State;
import org.ozml.service.message.MessageStore.Stored;
import org.ozml.service.message.Messages.Acceptance.Refused;
import org.ozml.service.message.Messages.DeliveryReport;
import org.ozml.service.message.Messages.Incoming;
import org.ozml.service.message.Messages.Kind;
import org.ozml.service.message.Messages.Outgoing;

class SmsTest {
  private static final int SUBMIT = 0x00000004;
  private static final int SUBMIT_RESP = 0x80000004;
  private static final String REPORT = "http://127.0.0.1/report";

  @TempDir Path folder;
  private Smsc smsc;

  @BeforeEach
  void start() throws Exception {
    smsc = new Smsc();
  }

  @AfterEach
  void stop() throws Exception {
    smsc.close();
  }

  @Test
  void aShortTextGoesAsOne() throws Exception {
    try (Post post = post(smsc.port())) {
      String id = post.accept(Post.sms("+36 (30) 123-4567", "Hello [you] €", ""));
      Smsc.Taken taken = smsc.take(1).get(0);
      assertThat(taken.text()).isEqualTo("Hello [you] €");
      SubmitSm request = taken.request();
      assertThat(request.getDestAddress()).isEqualTo("36301234567");
      assertThat(request.getDestAddrTon()).isEqualTo((byte) 1);
      assertThat(request.getSourceAddr()).isEqualTo("1717");
      assertThat(request.getDataCoding()).isZero();
      assertThat(request.getRegisteredDelivery()).isZero();
      assertThat(gidOf(request)).isEmpty();
      assertThat(post.await(id, State.SENT).references()).containsExactly(taken.reference());
    }
  }

  @ParameterizedTest
  @CsvSource({"a, 307, 3", "ő, 135, 3", "😀, 100, 4", "€, 200, 3"})
  void aLongTextIsOneMessageForThePhone(String letter, int letters, int parts) throws Exception {
    try (Post post = post(smsc.port())) {
      String text = letter.repeat(letters);
      String id = post.accept(Post.sms("+36301234567", text, ""));
      List<Smsc.Taken> all = smsc.take(parts);
      assertThat(all.stream().map(Smsc.Taken::text).collect(joining())).isEqualTo(text);
      assertThat(all.stream().map(part -> part.segment().number()))
          .containsExactlyElementsOf(IntStream.rangeClosed(1, parts).boxed().toList());
      assertThat(all.stream().map(part -> part.segment().reference()).distinct()).hasSize(1);
      assertThat(post.await(id, State.SENT).references())
          .containsExactlyElementsOf(all.stream().map(Smsc.Taken::reference).toList());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SMS:TEXT:CLASS0, 16, a?",
    "SMS:TEXT:UCS2, 8, aő",
    "sms:text:gsm7bit, 0, a?",
    "SMS:TEXT:UCS2:CLASS1, 25, aő",
  })
  void theTypeOfTheMessageIsKeptTo(String type, int coding, String arrives) throws Exception {
    try (Post post = post(smsc.port())) {
      String text = type.equals("SMS:TEXT:CLASS0") ? "a?" : "aő";
      post.accept(new Outgoing(Kind.SMS, "", "", "+36301234567", type, text, List.of(), "", ""));
      Smsc.Taken taken = smsc.take(1).get(0);
      assertThat(taken.request().getDataCoding()).isEqualTo((byte) coding);
      assertThat(taken.text()).isEqualTo(arrives);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "12", "ann", "+36301234567890123456789", "1; DROP", "+"})
  void whatIsNoNumberIsRefused(String recipient) throws Exception {
    try (Post post = post(smsc.port())) {
      assertThat(post.offer(Post.sms(recipient, "Hello", "")))
          .isInstanceOfSatisfying(
              Refused.class, refused -> assertThat(refused.parameter()).isEmpty());
    }
  }

  @Test
  void aTextWithoutEndIsRefused() throws Exception {
    try (Post post = post(smsc.port())) {
      assertThat(post.offer(Post.sms("+36301234567", "a".repeat(153 * 255 + 1), "")))
          .isInstanceOfSatisfying(
              Refused.class, refused -> assertThat(refused.parameter()).isEqualTo("Message"));
    }
  }

  @Test
  void aLinkThatIsCutBeforeTheRequestLeavesTheCentreWithOne() throws Exception {
    try (Relay relay = new Relay(smsc.port());
        Post post = post(relay.port())) {
      smsc.session();
      relay.cutOnce((fromClient, piece) -> command(piece) == SUBMIT);
      String id = post.accept(Post.sms("+36301234567", "One", ""));
      relay.awaitCut();
      post.await(id, State.SENT);
      assertThat(smsc.taken).hasSize(1);
    }
  }

  @Test
  void aMessageInDoubtIsSentAgainAndMarked() throws Exception {
    try (Relay relay = new Relay(smsc.port());
        Post post = post(relay.port())) {
      smsc.session();
      relay.cutOnce((fromClient, piece) -> command(piece) == SUBMIT_RESP);
      String id = post.accept(Post.sms("+36301234567", "One", ""));
      relay.awaitCut();
      assertThat(post.await(id, State.SENT).attempts()).isGreaterThan(1);
      List<Smsc.Taken> both = smsc.take(2);
      assertThat(gidOf(both.get(0).request())).isEmpty();
      assertThat(gidOf(both.get(1).request())).isEqualTo(id);
      assertThat(referenceOf(both.get(0).request())).isEqualTo(referenceOf(both.get(1).request()));
      assertThat(smsc.taken).isEmpty();
    }
  }

  @Test
  void partsThatWereAcknowledgedAreNotSentAgain() throws Exception {
    try (Relay relay = new Relay(smsc.port());
        Post post = post(relay.port())) {
      smsc.session();
      int[] answers = new int[1];
      relay.cutOnce((fromClient, piece) -> command(piece) == SUBMIT_RESP && ++answers[0] == 3);
      String id = post.accept(Post.sms("+36301234567", "a".repeat(153 * 5), ""));
      relay.awaitCut();
      Stored sent = post.await(id, State.SENT);
      List<Smsc.Taken> all = smsc.take(6);
      assertThat(all.stream().map(part -> part.segment().number()))
          .containsExactly(1, 2, 3, 3, 4, 5);
      assertThat(all.stream().map(part -> part.segment().reference()).distinct()).hasSize(1);
      assertThat(all.stream().map(part -> gidOf(part.request()).isEmpty()))
          .containsExactly(true, true, true, false, false, false);
      assertThat(sent.references()).hasSize(5).doesNotContain(all.get(2).reference());
    }
  }

  @Test
  void whatACutDeniesIsKnownAtOnce() throws Exception {
    // The library would wait for the answer's whole time-out.
    try (Relay relay = new Relay(smsc.port());
        Post post =
            new Post(
                folder,
                Post.only(settings(relay.port(), Duration.ofMinutes(2))),
                Attachments.NONE,
                Post.NO_WEB,
                new FastTime(50))) {
      smsc.session();
      relay.cutOnce((fromClient, piece) -> command(piece) == SUBMIT_RESP);
      String id = post.accept(Post.sms("+36301234567", "One", ""));
      post.await(id, State.SENT);
    }
  }

  @Test
  void nothingIsLostWhileTheCentreIsDown() throws Exception {
    try (Relay relay = new Relay(smsc.port())) {
      relay.down(true);
      try (Post post = post(relay.port())) {
        List<String> ids =
            IntStream.range(0, 50)
                .mapToObj(i -> post.accept(Post.sms("+36301234567", "Message " + i, "")))
                .toList();
        relay.down(false);
        for (String id : ids) {
          post.await(id, State.SENT);
        }
        assertThat(smsc.take(50).stream().map(Smsc.Taken::text).distinct()).hasSize(50);
        assertThat(smsc.taken).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        SMPPConstant.STAT_ESME_RTHROTTLED,
        SMPPConstant.STAT_ESME_RMSGQFUL,
        SMPPConstant.STAT_ESME_RX_T_APPN,
        SMPPConstant.STAT_ESME_RSUBMITFAIL
      })
  void whatIsRefusedForNowIsTriedAgain(int status) throws Exception {
    int[] refused = new int[1];
    smsc.door = request -> refused[0]++ < 2 ? status : 0;
    try (Post post = post(smsc.port())) {
      String id = post.accept(Post.sms("+36301234567", "One", ""));
      assertThat(post.await(id, State.SENT).attempts()).isGreaterThanOrEqualTo(3);
      assertThat(smsc.taken).hasSize(1);
    }
  }

  @Test
  void anInvalidRecipientIsGivenUpAndReported() throws Exception {
    smsc.door = request -> SMPPConstant.STAT_ESME_RINVDSTADR;
    try (Post post = post(smsc.port())) {
      String id = post.accept(Post.sms("+36301234567", "One", REPORT));
      assertThat(post.await(id, State.FAILED).reason()).contains("0x0000000B");
      DeliveryReport report = Told.next(post.told.reports);
      assertThat(report.id()).isEqualTo(id);
      assertThat(report.status()).isEqualTo("Failed");
      assertThat(report.url()).isEqualTo(REPORT);
      assertThat(report.extension()).isEqualTo("9994");
    }
  }

  @Test
  void aMessageIsDeliveredWhenAllItsPartsAreInWhateverOrder() throws Exception {
    try (Post post = post(smsc.port())) {
      SMPPServerSession session = smsc.session();
      String id = post.accept(Post.sms("+36301234567", "a".repeat(400), REPORT));
      List<Smsc.Taken> parts = smsc.take(3);
      assertThat(parts.get(0).request().getRegisteredDelivery()).isEqualTo((byte) 1);
      Smsc.report(session, parts.get(2).reference(), "DELIVRD");
      post.await(id, State.SENT);
      Smsc.report(session, parts.get(1).reference(), "ACCEPTD");
      Smsc.report(session, parts.get(0).reference(), "DELIVRD");
      Smsc.report(session, parts.get(0).reference(), "DELIVRD");
      assertThat(post.told.reports).isEmpty();
      Smsc.report(session, parts.get(1).reference(), "DELIVRD");
      DeliveryReport report = Told.next(post.told.reports);
      assertThat(report.status()).isEqualTo("Delivered");
      assertThat(report.id()).isEqualTo(id);
      assertThat(report.recipient()).isEqualTo("+36301234567");
      Smsc.report(session, parts.get(1).reference(), "UNDELIV");
      assertThat(post.told.reports).isEmpty();
      assertThat(post.await(id, State.SENT).reason()).isEqualTo("Delivered");
    }
  }

  @Test
  void aReportThatComesBeforeTheMessageIsSentCounts() throws Exception {
    CountDownLatch reported = new CountDownLatch(1);
    smsc.door =
        request -> {
          boolean last = Segment.read(request.getShortMessage()).number() == 2;
          return !last || waitFor(reported) ? 0 : SMPPConstant.STAT_ESME_RSYSERR;
        };
    try (Post post = post(smsc.port())) {
      SMPPServerSession session = smsc.session();
      String id = post.accept(Post.sms("+36301234567", "a".repeat(200), REPORT));
      Smsc.report(session, smsc.take(1).get(0).reference(), "DELIVRD");
      assertThat(post.store.find(id).state()).isEqualTo(State.SENDING);
      reported.countDown();
      post.await(id, State.SENT);
      Smsc.report(session, smsc.take(1).get(0).reference(), "DELIVRD");
      assertThat(Told.next(post.told.reports).status()).isEqualTo("Delivered");
    }
  }

  private static boolean waitFor(CountDownLatch latch) {
    try {
      return latch.await(4, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @CsvSource({"UNDELIV, Failed", "EXPIRED, Expired", "REJECTD, Rejected", "UNKNOWN, Unknown"})
  void onePartThatFailsFailsTheWhole(String state, String status) throws Exception {
    try (Post post = post(smsc.port())) {
      SMPPServerSession session = smsc.session();
      String id = post.accept(Post.sms("+36301234567", "a".repeat(200), REPORT));
      List<Smsc.Taken> parts = smsc.take(2);
      post.await(id, State.SENT);
      Smsc.report(session, parts.get(0).reference(), state);
      Smsc.report(session, parts.get(1).reference(), "DELIVRD");
      assertThat(Told.next(post.told.reports).status()).isEqualTo(status);
    }
  }

  @Test
  void whatArrivesIsInTheMailboxBeforeItIsAcknowledged() throws Exception {
    try (Post post = post(smsc.port())) {
      SMPPServerSession session = smsc.session();
      Smsc.deliver(session, 0, 0, new byte[] {'H', 'i', 0x1B, 0x65});
      // The call above returns with the acknowledgement.
      assertThat(post.store.list("admin", "inbox", 10, true))
          .singleElement()
          .satisfies(message -> assertThat(message.text()).isEqualTo("Hi€"));
      Incoming told = Told.next(post.told.arrivals);
      assertThat(told.kind()).isEqualTo(Kind.SMS);
      assertThat(told.connection()).isEqualTo("sms@localhost");
      assertThat(told.from()).isEqualTo("+36301234567");
      assertThat(told.to()).isEqualTo("1717");
      assertThat(told.extension()).isEqualTo("9994");
      Smsc.deliver(session, 0, 8, "ő😀".getBytes(UTF_16BE));
      assertThat(Told.next(post.told.arrivals).text()).isEqualTo("ő😀");
    }
  }

  @Test
  void whatCannotBeStoredIsNotAcknowledged() throws Exception {
    try (Post post = post(smsc.port())) {
      SMPPServerSession session = smsc.session();
      post.database.close();
      assertThatThrownBy(() -> Smsc.deliver(session, 0, 0, new byte[] {'H', 'i'}))
          .isInstanceOfSatisfying(
              NegativeResponseException.class,
              refused ->
                  assertThat(refused.getCommandStatus())
                      .isEqualTo(SMPPConstant.STAT_ESME_RX_T_APPN));
      assertThat(post.told.arrivals).isEmpty();
    }
  }

  @Test
  void aLongMessageIsPutTogetherAlsoByTheNextProcess() throws Exception {
    List<byte[]> parts = ShortText.of("ab".repeat(150) + "c".repeat(100), false, 77).parts();
    assertThat(parts).hasSize(3);
    try (Post post = post(smsc.port())) {
      SMPPServerSession session = smsc.session();
      Smsc.deliver(session, 0x40, 0, parts.get(2));
      Smsc.deliver(session, 0x40, 0, parts.get(0));
      Smsc.deliver(session, 0x40, 0, parts.get(0));
      assertThat(post.store.list("admin", "inbox", 10, true)).isEmpty();
    }
    try (Post post = post(smsc.port())) {
      SMPPServerSession session = smsc.session();
      Smsc.deliver(session, 0x40, 0, parts.get(1));
      assertThat(Told.next(post.told.arrivals).text())
          .isEqualTo("ab".repeat(150) + "c".repeat(100));
      assertThat(post.store.list("admin", "inbox", 10, true)).hasSize(1);
      assertThat(post.store.list("admin", "parts", 10, true)).isEmpty();
    }
  }

  @Test
  void partsThatStayAloneGoOnAfterAWhile() throws Exception {
    try (Post post =
        new Post(
            folder,
            Post.only(settings(smsc.port(), Duration.ofSeconds(5))),
            Attachments.NONE,
            Post.NO_WEB,
            new FastTime(1000))) {
      byte[] part = ShortText.of("a".repeat(300), false, 77).parts().get(0);
      Smsc.deliver(smsc.session(), 0x40, 0, part);
      assertThat(Told.next(post.told.arrivals).text()).isEqualTo("a".repeat(153) + "…");
    }
  }

  @Test
  void aWrongPasswordLosesNothing() throws Exception {
    Connection.Smpp wrong =
        new Connection.Smpp(
            "sms",
            "127.0.0.1",
            smsc.port(),
            "ozml",
            "wrong",
            "",
            "",
            "",
            "",
            1,
            SECONDS_5,
            SECONDS_5,
            SECONDS_5);
    try (Post post =
        new Post(folder, Post.only(wrong), Attachments.NONE, Post.NO_WEB, new FastTime(50))) {
      String id = post.accept(Post.sms("+36301234567", "One", ""));
      while (post.store.find(id).reason().isEmpty()) {
        Thread.onSpinWait();
      }
      assertThat(post.store.find(id).reason()).isEqualTo("not bound to the message centre");
    }
    Post post = post(smsc.port());
    assertThat(smsc.take(1).get(0).text()).isEqualTo("One");
    post.close();
  }

  private static final Duration SECONDS_5 = Duration.ofSeconds(5);

  private Post post(int port) {
    return new Post(
        folder,
        Post.only(settings(port, SECONDS_5)),
        Attachments.NONE,
        Post.NO_WEB,
        new FastTime(50));
  }

  static Connection.Smpp settings(int port, Duration answer) {
    return new Connection.Smpp(
        "sms",
        "127.0.0.1",
        port,
        "ozml",
        "secret",
        "",
        "1717",
        "admin",
        "9994",
        10,
        SECONDS_5,
        answer,
        Duration.ofSeconds(30));
  }

  private static int command(byte[] piece) {
    return piece.length < 8 ? 0 : ByteBuffer.wrap(piece).getInt(4);
  }

  /** The mark of a second attempt; empty when there is none. */
  private static String gidOf(SubmitSm request) {
    for (OptionalParameter parameter : request.getOptionalParameters()) {
      if (parameter.tag == SmsSender.ID_TLV) {
        return ((OptionalParameter.OctetString) parameter).getValueAsString();
      }
    }
    return "";
  }

  private static int referenceOf(SubmitSm request) {
    return request.getOptionalParameter(OptionalParameter.User_message_reference.class).getValue();
  }
}
