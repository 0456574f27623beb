package org.ozml.server.command;

import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Result;
import org.ozml.configuration.Outside;
import org.ozml.document.AttendedTransfer;
import org.ozml.document.Beep;
import org.ozml.document.BlindTransfer;
import org.ozml.document.Call;
import org.ozml.document.CallSetup;
import org.ozml.document.Command;
import org.ozml.document.ForwardCall;
import org.ozml.document.Hangup;
import org.ozml.document.Hold;
import org.ozml.document.ListActiveCalls;
import org.ozml.document.ListAddressbookContacts;
import org.ozml.document.ListAddressbookNames;
import org.ozml.document.ListCallHistory;
import org.ozml.document.ListExtensionTypes;
import org.ozml.document.ListExtensions;
import org.ozml.document.Play;
import org.ozml.document.ReceiveMessage;
import org.ozml.document.Record;
import org.ozml.document.Request;
import org.ozml.document.SendAlarmNotification;
import org.ozml.document.SendDTMF;
import org.ozml.document.SendEmail;
import org.ozml.document.SendMessage;
import org.ozml.document.SendSms;
import org.ozml.document.Speak;
import org.ozml.document.Unhold;
import org.ozml.pbx.PhoneSystem;
import org.ozml.server.access.Right;
import org.ozml.server.command.Orders.Answered;
import org.ozml.service.message.MessageStore.StoreException;

/**
 * The commands that there are over HTTP: who may give each, and what is done about it. The one
 * table of them, for both generations and ports.
 */
public final class HttpCommands implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(HttpCommands.class.getName());

  /** Threads that wait for the store, and how many requests may wait for them. */
  private static final int CLERKS = 2;

  private static final int WAITING = 100;

  private final Map<Class<? extends Command>, Offer> table = new HashMap<>();
  private final ThreadPoolExecutor clerks =
      new ThreadPoolExecutor(
          CLERKS,
          CLERKS,
          1,
          TimeUnit.MINUTES,
          new ArrayBlockingQueue<>(WAITING),
          task -> {
            Thread thread = new Thread(task, "lists");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * A command that exists.
   *
   * @param needed what its user must be allowed to do
   */
  record Offer(Right needed, Deed<Command> deed) {}

  /** What is done about a command. */
  interface Deed<C extends Command> {
    /** Answers, now or later; must not block. */
    void done(C command, Exchange exchange);
  }

  /**
   * Makes the table.
   *
   * @param registered whether somebody is registered at the telephone with a number
   * @param stored runs something when the calls that have ended are in the history
   */
  public HttpCommands(
      PhoneSystem system,
      Outside outside,
      Predicate<String> registered,
      Consumer<Runnable> stored) {
    Orders orders = new Orders(system, stored);
    Extensions extensions = new Extensions(system, registered);
    AddressBooks books = new AddressBooks(outside.addressBooks());
    Texts texts = new Texts(outside.mailbox());

    order(Call.class, orders.placing());
    order(Request.class, orders.placing());
    order(CallSetup.class, orders.ringing(""));
    order(AttendedTransfer.class, orders.ofCalls("TransferredCallId"));
    order(BlindTransfer.class, orders.ringing("CallId"));
    order(ForwardCall.class, orders.ringing("CallId"));
    order(Hangup.class, orders.ofCalls("CallId"));
    order(Hold.class, orders.inCall(Answered.OVER));
    order(Unhold.class, orders.inCall(Answered.OVER));
    order(Record.class, orders.inCall(Answered.OVER));
    order(Speak.class, orders.inCall(Answered.BEGUN));
    order(Play.class, orders.inCall(Answered.BEGUN));
    order(Beep.class, orders.inCall(Answered.BEGUN));
    order(SendDTMF.class, orders.inCall(Answered.BEGUN));

    offer(SendSms.class, Right.MESSAGES, orders.message("SmsId"));
    offer(SendEmail.class, Right.MESSAGES, orders.message("EmailId"));
    offer(SendAlarmNotification.class, Right.MESSAGES, orders.ringing(""));
    offer(SendMessage.class, Right.MESSAGES, texts::send);
    offer(ReceiveMessage.class, Right.MESSAGES, atTheStore(texts::receive));

    offer(ListActiveCalls.class, Right.LISTS, new ActiveCalls(system)::list);
    offer(ListExtensions.class, Right.LISTS, extensions::list);
    offer(ListExtensionTypes.class, Right.LISTS, extensions::types);
    offer(ListCallHistory.class, Right.LISTS, atTheStore(new CallHistory(outside.history())::list));
    offer(ListAddressbookNames.class, Right.LISTS, atTheStore(books::names));
    offer(ListAddressbookContacts.class, Right.LISTS, atTheStore(books::contacts));
  }

  private void order(Class<? extends Command> command, Deed<Command> deed) {
    offer(command, Right.CALLS, deed);
  }

  private <C extends Command> void offer(Class<C> command, Right needed, Deed<? super C> deed) {
    table.put(
        command, new Offer(needed, (given, exchange) -> deed.done(command.cast(given), exchange)));
  }

  /** Returns what there is for a command; null when there is nothing over HTTP. */
  @Nullable Offer offer(Class<? extends Command> command) {
    return table.get(command);
  }

  /** Lets somebody do it who may wait for the store. */
  private <C extends Command> Deed<C> atTheStore(Deed<C> deed) {
    return (command, exchange) -> {
      String fault = command.fault();
      if (fault != null) {
        exchange.answer(Result.invalidParameter(fault, command.name()));
        return;
      }
      try {
        clerks.execute(() -> waitFor(deed, command, exchange));
      } catch (RejectedExecutionException e) {
        exchange.unavailable("Too many lists are being made; try again in a second.");
      }
    };
  }

  private static <C extends Command> void waitFor(Deed<C> deed, C command, Exchange exchange) {
    try {
      deed.done(command, exchange);
    } catch (StoreException e) {
      LOG.log(Level.WARNING, "a list cannot be made: " + e.getMessage());
      exchange.unavailable("The store cannot be reached; try again later.");
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "internal error in " + command.name(), e);
      exchange.failed();
    }
  }

  /** Lists that are being made are given up. */
  @Override
  public void close() {
    clerks.shutdownNow();
  }
}
