package org.ozml.service.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jsmpp.DefaultPDUReader;
import org.jsmpp.DefaultPDUSender;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.SynchronizedPDUSender;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.Command;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.EnquireLinkResp;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SMSCDeliveryReceipt;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.PendingResponse;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.Session;
import org.jsmpp.session.connection.socket.SocketConnection;
import org.jsmpp.util.DefaultComposer;
import org.jspecify.annotations.Nullable;
import org.ozml.service.message.MessageStore.StoreException;
import org.ozml.service.message.MessageStore.Stored;
import org.ozml.service.message.Messages.Acceptance.Refused;
import org.ozml.service.message.Messages.Outgoing;

/**
 * Sends and receives short messages over SMPP 3.4, as a transceiver that stays bound and binds
 * again when it was cut off.
 *
 * <p>In doubt is a submit_sm that was sent and not answered. All attempts have the same
 * user_message_reference; after doubt a TLV {@value #ID_TLV} carries the message's GUID. Both are
 * of the message, not of the part, which its header tells.
 */
final class SmsSender implements Sender {
  private static final System.Logger LOG = System.getLogger(SmsSender.class.getName());

  /** The first TLV that is a vendor's to use (SMPP 3.4, section 5.3.2). */
  static final short ID_TLV = 0x1400;

  private static final Pattern NAME = Pattern.compile("[\\p{ASCII}&&\\P{Cntrl}]{1,11}");

  /** Said of this message or this sender for good; all others may change (SMPP 3.4, 5.1.3). */
  private static final Set<Integer> FINAL =
      Set.of(
          SMPPConstant.STAT_ESME_RINVMSGLEN,
          SMPPConstant.STAT_ESME_RINVSRCADR,
          SMPPConstant.STAT_ESME_RINVDSTADR,
          SMPPConstant.STAT_ESME_RINVESMCLASS,
          SMPPConstant.STAT_ESME_RINVSRCTON,
          SMPPConstant.STAT_ESME_RINVSRCNPI,
          SMPPConstant.STAT_ESME_RINVDSTTON,
          SMPPConstant.STAT_ESME_RINVDSTNPI,
          SMPPConstant.STAT_ESME_RX_P_APPN,
          SMPPConstant.STAT_ESME_RX_R_APPN,
          SMPPConstant.STAT_ESME_RINVDCS);

  /** Said of the centre, so that other messages need not be tried before it is better. */
  private static final Set<Integer> OF_ALL =
      Set.of(
          SMPPConstant.STAT_ESME_RTHROTTLED,
          SMPPConstant.STAT_ESME_RMSGQFUL,
          SMPPConstant.STAT_ESME_RSYSERR);

  private final Connection.Smpp settings;
  private final Inbox inbox;
  private final BiConsumer<String, String> reports;
  private final Runnable bound;
  private final Time time;
  private final ThreadPoolExecutor binder;
  private volatile @Nullable Line line;
  private volatile boolean closed;
  private int failures; // guarded by this

  /**
   * Begins to bind.
   *
   * @param reports is told the reference and status of each part that is reported
   * @param bound told each time the line is there
   */
  SmsSender(
      Connection.Smpp settings,
      Inbox inbox,
      BiConsumer<String, String> reports,
      Runnable bound,
      Time time) {
    this.settings = settings;
    this.inbox = inbox;
    this.reports = reports;
    this.bound = bound;
    this.time = time;
    binder = Workers.threads("ozml-bind-" + settings.name(), 1);
    binder.execute(this::bind);
  }

  @Override
  public @Nullable Refused refusal(Outgoing message) {
    SmsType type = SmsType.of(message.subject());
    String fault = Recipient.fault(Messages.Kind.SMS, message.recipient());
    if (fault != null) {
      return Refused.noDestination(fault);
    } else if (!message.sender().isEmpty()
        && !Recipient.isNumber(message.sender())
        && !NAME.matcher(message.sender()).matches()) {
      return new Refused("Sender", "'" + message.sender() + "' is no phone number or short name");
    } else if (type == null) {
      return new Refused("MessageType", "'" + message.subject() + "' is no type of text message");
    } else if (!ShortText.fits(message.text(), type.unicode(message.text()))) {
      return new Refused("Message", "the message would take more than 255 parts");
    }
    return null;
  }

  @Override
  public int parallel() {
    return settings.window();
  }

  @Override
  public Outcome send(Stored message) {
    Line now = line;
    if (now == null) {
      return new Outcome.Later("not bound to the message centre", true, message.references());
    }
    SmsType known = SmsType.of(message.subject());
    SmsType type = known == null ? new SmsType("", -1) : known;
    int reference = message.id().hashCode();
    ShortText text = ShortText.of(message.text(), type.unicode(message.text()), reference);
    List<String> taken = new ArrayList<>(message.references());
    for (byte[] part : text.parts().subList(taken.size(), text.parts().size())) {
      try {
        taken.add(submit(now, message, part, text.parts().size() > 1, type, text.unicode()));
      } catch (NegativeResponseException e) {
        return refused(e.getCommandStatus(), taken);
      } catch (ResponseTimeoutException e) {
        now.close(); // whoever does not answer is not there
        return new Outcome.Doubt("the message centre did not answer", taken);
      } catch (InvalidResponseException e) {
        return new Outcome.Doubt("the message centre was cut off before it answered", taken);
      } catch (PDUException e) {
        return new Outcome.Never("not expressible in SMPP: " + e.getMessage());
      } catch (IOException e) {
        // The request was not written as a whole, so nobody can have taken it.
        return new Outcome.Later("the message centre was cut off", true, taken);
      }
    }
    return new Outcome.Sent(taken);
  }

  private static Outcome refused(int status, List<String> taken) {
    String reason = String.format("the message centre answers 0x%08X", status);
    return FINAL.contains(status)
        ? new Outcome.Never(reason)
        : new Outcome.Later(reason, OF_ALL.contains(status), taken);
  }

  private String submit(
      Line now, Stored message, byte[] part, boolean header, SmsType type, boolean unicode)
      throws PDUException,
          ResponseTimeoutException,
          InvalidResponseException,
          NegativeResponseException,
          IOException {
    Address from = Address.of(message.sender().isEmpty() ? settings.sender() : message.sender());
    Address to = Address.of(message.recipient());
    List<OptionalParameter> more = new ArrayList<>();
    more.add(new OptionalParameter.User_message_reference((short) message.id().hashCode()));
    if (message.inDoubt()) {
      more.add(new OptionalParameter.OctetString(ID_TLV, message.id().getBytes(US_ASCII)));
    }
    return now.submitShortMessage(
            "",
            from.type(),
            from.plan(),
            from.digits(),
            to.type(),
            to.plan(),
            to.digits(),
            new ESMClass(header ? SMPPConstant.ESMCLS_UDHI_INDICATOR_SET : 0),
            (byte) 0,
            (byte) 0,
            null,
            null,
            new RegisteredDelivery(
                message.reportUrl().isEmpty()
                    ? SMSCDeliveryReceipt.DEFAULT
                    : SMSCDeliveryReceipt.SUCCESS_FAILURE),
            (byte) 0,
            new RawDataCoding(type.dataCoding(unicode)),
            (byte) 0,
            part,
            more.toArray(OptionalParameter[]::new))
        .getMessageId();
  }

  /** An address with its type and plan (SMPP 3.4, sections 5.2.5 and 5.2.6). */
  private record Address(TypeOfNumber type, NumberingPlanIndicator plan, String digits) {
    static Address of(String text) {
      String digits = Recipient.bare(text);
      if (text.isEmpty()) {
        return new Address(TypeOfNumber.UNKNOWN, NumberingPlanIndicator.UNKNOWN, "");
      } else if (!Recipient.isNumber(digits)) {
        return new Address(TypeOfNumber.ALPHANUMERIC, NumberingPlanIndicator.UNKNOWN, text);
      } else if (digits.startsWith("+")) {
        String rest = digits.substring(1);
        return new Address(TypeOfNumber.INTERNATIONAL, NumberingPlanIndicator.ISDN, rest);
      }
      return new Address(TypeOfNumber.UNKNOWN, NumberingPlanIndicator.ISDN, digits);
    }
  }

  private void bind() {
    if (closed) {
      return;
    }
    Line fresh = new Line(settings);
    try {
      inbox.assemble();
      fresh.connectAndBind(
          settings.host(),
          settings.port(),
          new BindParameter(
              BindType.BIND_TRX,
              settings.systemId(),
              settings.password(),
              settings.systemType(),
              TypeOfNumber.UNKNOWN,
              NumberingPlanIndicator.UNKNOWN,
              null),
          settings.connect().toMillis());
    } catch (IOException | RuntimeException e) {
      fresh.close();
      LOG.log(Level.WARNING, "cannot bind to " + settings + ": " + e.getMessage());
      bindAgain();
      return;
    }
    become(fresh);
    if (fresh.getSessionState() == SessionState.CLOSED) {
      left(fresh); // before it became the line
    } else {
      bound.run();
    }
  }

  private synchronized void become(Line fresh) {
    failures = 0;
    line = fresh;
  }

  private synchronized void bindAgain() {
    failures++;
    time.at(
        time.now().plus(Workers.pause(failures)),
        () -> {
          if (!closed) {
            binder.execute(this::bind);
          }
        });
  }

  private synchronized void left(Line lost) {
    if (line == lost) {
      line = null;
      LOG.log(Level.WARNING, "cut off from " + settings);
      bindAgain();
    }
  }

  @Override
  public void close() {
    closed = true;
    binder.shutdown();
    Line now = line;
    line = null;
    if (now != null) {
      now.unbindAndClose();
    }
  }

  private void receive(DeliverSm message) throws ProcessRequestException {
    try {
      if (message.isSmscDeliveryReceipt()) {
        report(message);
      } else if ((message.getEsmClass() & 0x3C) == 0) { // no acknowledgement of any kind
        take(message);
      }
    } catch (StoreException e) {
      // A temporary error of ours: the centre keeps the message and comes again.
      throw new ProcessRequestException(e.getMessage(), SMPPConstant.STAT_ESME_RX_T_APPN);
    }
  }

  private void take(DeliverSm message) {
    String from = address(message.getSourceAddrTon(), message.getSourceAddr());
    String to = address(message.getDestAddrTon(), message.getDestAddress());
    byte[] body = body(message);
    Segment segment = message.isUdhi() ? Segment.read(body) : segment(message);
    String text =
        text(message.isUdhi() ? Segment.body(body) : body, message.getDataCoding() & 0xFF);
    if (segment == null) {
      inbox.arrived(from, to, text);
    } else {
      inbox.arrived(from, to, text, segment);
    }
  }

  private static String address(byte type, String digits) {
    return type == TypeOfNumber.INTERNATIONAL.value() ? "+" + digits : digits;
  }

  /** A text that is too long for its field comes as message_payload (section 5.3.2.32). */
  private static byte[] body(DeliverSm message) {
    var payload = message.getOptionalParameter(OptionalParameter.Message_payload.class);
    byte[] body = message.getShortMessage();
    return payload != null && body.length == 0 ? payload.getValue() : body;
  }

  /** Some centres take the header off and say the same in parameters (section 5.3.2.22). */
  private static @Nullable Segment segment(DeliverSm message) {
    var reference = message.getOptionalParameter(OptionalParameter.Sar_msg_ref_num.class);
    var total = message.getOptionalParameter(OptionalParameter.Sar_total_segments.class);
    var number = message.getOptionalParameter(OptionalParameter.Sar_segment_seqnum.class);
    return reference == null || total == null || number == null
        ? null
        : Segment.of(
            reference.getValue() & 0xFFFF, total.getValue() & 0xFF, number.getValue() & 0xFF);
  }

  /** By data_coding (SMPP 3.4, section 5.2.19; with a class 3GPP TS 23.038, section 4). */
  private static String text(byte[] bytes, int coding) {
    boolean latin = coding == 1 || coding == 3;
    boolean binary = coding == 2 || coding == 4 || (coding & 0xF4) == 0xF4;
    boolean unicode = coding < 0x80 && (coding & 0x0C) == 0x08;
    if (unicode) {
      return new String(bytes, UTF_16BE);
    }
    return latin || binary ? new String(bytes, ISO_8859_1) : ShortText.read(bytes);
  }

  private void report(DeliverSm message) {
    var id = message.getOptionalParameter(OptionalParameter.Receipted_message_id.class);
    var state = message.getOptionalParameter(OptionalParameter.Message_state.class);
    Receipt receipt =
        Receipt.of(
            id == null ? "" : id.getValueAsString(),
            state == null ? 0 : state.getValue(),
            new String(body(message), ISO_8859_1));
    if (receipt != null) {
      reports.accept(receipt.reference(), receipt.status());
    }
  }

  /** One session: the library has no way back from a closed one. */
  private final class Line extends SMPPSession {
    Line(Connection.Smpp settings) {
      super(
          new SynchronizedPDUSender(new DefaultPDUSender(new DefaultComposer())),
          new DefaultPDUReader(),
          (host, port) -> open(settings));
      setTransactionTimer(settings.answer().toMillis());
      setEnquireLinkTimer(Math.toIntExact(settings.enquire().toMillis()));
      addSessionStateListener(
          (state, before, session) -> {
            if (state == SessionState.CLOSED) {
              releaseWaiting();
              left(this);
            }
          });
      setMessageReceiverListener(
          new MessageReceiverListener() {
            @Override
            public void onAcceptDeliverSm(DeliverSm message) throws ProcessRequestException {
              receive(message);
            }

            @Override
            public void onAcceptAlertNotification(AlertNotification alert) {}

            @Override
            public DataSmResult onAcceptDataSm(DataSm message, Session source)
                throws ProcessRequestException {
              throw new ProcessRequestException("not taken", SMPPConstant.STAT_ESME_RINVCMDID);
            }
          });
    }

    /**
     * Whoever waits for an answer when the line is cut would wait until the time is over: the
     * library (3.0.2) tells nobody.
     */
    private void releaseWaiting() {
      int last = sequence().currentValue();
      for (int number = Math.max(1, last - 2 * settings.window() - 10); number <= last; number++) {
        PendingResponse<Command> waiting = removePendingResponse(number);
        if (waiting != null) {
          waiting.doneWithInvalidResponse(new InvalidResponseException("cut off"));
          // Whoever begins to wait only now looks for a response first, and then at what is wrong.
          waiting.done(new EnquireLinkResp());
        }
      }
    }
  }

  /** The library's own factory waits for a connection as long as the system likes. */
  private static SocketConnection open(Connection.Smpp settings) throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(
          new InetSocketAddress(settings.host(), settings.port()),
          Math.toIntExact(settings.connect().toMillis()));
      socket.setTcpNoDelay(true);
      return new SocketConnection(socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }
}
