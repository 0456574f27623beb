package org.ozml.service.message;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.BroadcastSm;
import org.jsmpp.bean.CancelBroadcastSm;
import org.jsmpp.bean.CancelSm;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.QueryBroadcastSm;
import org.jsmpp.bean.QuerySm;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.ReplaceSm;
import org.jsmpp.bean.SubmitMulti;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.BroadcastSmResult;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.QueryBroadcastSmResult;
import org.jsmpp.session.QuerySmResult;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SMPPServerSessionListener;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.Session;
import org.jsmpp.session.SubmitMultiResult;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.session.connection.ServerConnection;
import org.jsmpp.session.connection.ServerConnectionFactory;
import org.jsmpp.session.connection.socket.ServerSocketConnection;
import org.jsmpp.util.MessageId;

/** A message centre on loopback: the library's own server side. */
public final class Smsc implements AutoCloseable, ServerMessageReceiverListener {
  /** What it took: the request, and what it calls it. */
  record Taken(SubmitSm request, String reference) {
    byte[] body() {
      byte[] message = request.getShortMessage();
      return request.isUdhi() ? Segment.body(message) : message;
    }

    String text() {
      return (request.getDataCoding() & 0x0C) == 8
          ? new String(body(), java.nio.charset.StandardCharsets.UTF_16BE)
          : ShortText.read(body());
    }

    Segment segment() {
      return Segment.read(request.getShortMessage());
    }
  }

  /** May refuse. */
  interface Door {
    /** Returns a status; 0 lets it in. */
    int status(SubmitSm request);
  }

  final BlockingQueue<Taken> taken = new LinkedBlockingQueue<>();
  final BlockingQueue<SMPPServerSession> sessions = new LinkedBlockingQueue<>();
  volatile Door door = request -> 0;
  private final AtomicInteger numbers = new AtomicInteger();
  private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final SMPPServerSessionListener listener;

  /** Begins to listen. */
  public Smsc() throws IOException {
    listener = new SMPPServerSessionListener(socket.getLocalPort(), new Loopback(socket));
    listener.setMessageReceiverListener(this);
    listener.setPduProcessorDegree(8);
    listener.setQueueCapacity(1000);
    Thread thread = new Thread(this::accept, "smsc");
    thread.setDaemon(true);
    thread.start();
  }

  /** Returns the port on loopback. */
  public int port() {
    return socket.getLocalPort();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        SMPPServerSession session = listener.accept();
        Thread thread = new Thread(() -> bind(session), "smsc-bind");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException e) {
        // Closed.
      }
    }
  }

  private void bind(SMPPServerSession session) {
    try {
      var request = session.waitForBind(5000);
      if (request.getPassword().equals("secret")) {
        request.accept("smsc");
        sessions.add(session);
      } else {
        request.reject(SMPPConstant.STAT_ESME_RINVPASWD);
      }
    } catch (IOException | java.util.concurrent.TimeoutException | org.jsmpp.PDUStringException e) {
      session.close();
    }
  }

  SMPPServerSession session() throws InterruptedException {
    SMPPServerSession session = sessions.poll(10, TimeUnit.SECONDS);
    if (session == null) {
      throw new AssertionError("nobody has bound");
    }
    return session;
  }

  @Override
  public SubmitSmResult onAcceptSubmitSm(SubmitSm request, SMPPServerSession source)
      throws ProcessRequestException {
    int status = door.status(request);
    if (status != 0) {
      throw new ProcessRequestException("refused", status);
    }
    String reference = String.format("%08X", numbers.incrementAndGet());
    taken.add(new Taken(request, reference));
    try {
      return new SubmitSmResult(new MessageId(reference), new OptionalParameter[0]);
    } catch (org.jsmpp.PDUStringException e) {
      throw new AssertionError(e);
    }
  }

  /** Says what became of a part. */
  static void report(SMPPServerSession session, String reference, String state) throws Exception {
    String text =
        "id:"
            + reference
            + " sub:001 dlvrd:001 submit date:2611210900 done date:2611210901 stat:"
            + state
            + " err:000 text:";
    deliver(session, 0x04, 0, text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
  }

  static void deliver(SMPPServerSession session, int esmClass, int coding, byte[] text)
      throws Exception {
    session.deliverShortMessage(
        "",
        TypeOfNumber.INTERNATIONAL,
        NumberingPlanIndicator.ISDN,
        "36301234567",
        TypeOfNumber.UNKNOWN,
        NumberingPlanIndicator.ISDN,
        "1717",
        new ESMClass(esmClass),
        (byte) 0,
        (byte) 0,
        new RegisteredDelivery(0),
        new RawDataCoding((byte) coding),
        text);
  }

  /** Returns the next message as "number: text". */
  public String next() throws InterruptedException {
    Taken next = Told.next(taken);
    return next.request().getDestAddress() + ": " + next.text();
  }

  /** Returns whether nothing more has come. */
  public boolean isEmpty() {
    return taken.isEmpty();
  }

  List<Taken> take(int count) throws InterruptedException {
    List<Taken> all = new java.util.ArrayList<>();
    while (all.size() < count) {
      all.add(Told.next(taken));
    }
    return all;
  }

  @Override
  public void close() throws IOException {
    socket.close();
    sessions.forEach(SMPPServerSession::close);
  }

  private record Loopback(ServerSocket socket) implements ServerConnectionFactory {
    @Override
    public ServerConnection listen(int port) {
      return new ServerSocketConnection(socket);
    }

    @Override
    public ServerConnection listen(int port, int timeout) {
      return listen(port);
    }

    @Override
    public ServerConnection listen(int port, int timeout, int backlog) {
      return listen(port);
    }
  }

  private static ProcessRequestException no() {
    return new ProcessRequestException("not here", SMPPConstant.STAT_ESME_RINVCMDID);
  }

  @Override
  public SubmitMultiResult onAcceptSubmitMulti(SubmitMulti request, SMPPServerSession source)
      throws ProcessRequestException {
    throw no();
  }

  @Override
  public QuerySmResult onAcceptQuerySm(QuerySm request, SMPPServerSession source)
      throws ProcessRequestException {
    throw no();
  }

  @Override
  public void onAcceptReplaceSm(ReplaceSm request, SMPPServerSession source)
      throws ProcessRequestException {
    throw no();
  }

  @Override
  public void onAcceptCancelSm(CancelSm request, SMPPServerSession source)
      throws ProcessRequestException {
    throw no();
  }

  @Override
  public BroadcastSmResult onAcceptBroadcastSm(BroadcastSm request, SMPPServerSession source)
      throws ProcessRequestException {
    throw no();
  }

  @Override
  public void onAcceptCancelBroadcastSm(CancelBroadcastSm request, SMPPServerSession source)
      throws ProcessRequestException {
    throw no();
  }

  @Override
  public QueryBroadcastSmResult onAcceptQueryBroadcastSm(
      QueryBroadcastSm request, SMPPServerSession source) throws ProcessRequestException {
    throw no();
  }

  @Override
  public DataSmResult onAcceptDataSm(DataSm request, Session source)
      throws ProcessRequestException {
    throw no();
  }
}
