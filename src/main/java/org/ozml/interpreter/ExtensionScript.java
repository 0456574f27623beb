package org.ozml.interpreter;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Call;
import org.ozml.call.Failure;
import org.ozml.call.Result;
import org.ozml.document.Context;
import org.ozml.document.Document;
import org.ozml.document.Reject;
import org.ozml.document.Response;

/**
 * An API extension's script in a seat of one call. A call that comes in is answered when the first
 * document has been read and does not begin with Reject; a call that it placed asks for its
 * document when it is answered.
 */
public final class ExtensionScript extends SeatedScript {
  private final Engine.Source source;
  private @Nullable String errorUrl;
  private Consumer<Session> done = session -> {};
  private @Nullable Document document;
  private @Nullable Request request;
  private boolean ringing;

  ExtensionScript(Engine engine, String extension, Engine.Source source) {
    super(engine, extension);
    this.source = source;
  }

  /** Sets where errors of the call are told. */
  public ExtensionScript errorUrl(@Nullable String url) {
    errorUrl = url;
    return this;
  }

  /** Sets who is told when the script has ended. */
  public ExtensionScript whenDone(Consumer<Session> listener) {
    done = listener;
    return this;
  }

  @Override
  @Nullable String errorUrl() {
    return errorUrl;
  }

  @Override
  public void ring(Call call) {
    ringing = true;
    if (source instanceof Engine.Source.Given given) {
      rang(call, given.document());
    } else if (source instanceof Engine.Source.Url url) {
      ask(call, url.url(), "IncomingCall", this::rang);
    } else {
      engine.board().reject(this, Failure.ERROR);
    }
  }

  private void rang(Call call, @Nullable Document first) {
    Response response = first == null ? null : first.response();
    if (first == null || response == null) {
      if (first != null) session(call).start(first);
      fail(call, first);
      ringing = false;
      engine.board().reject(this, Failure.ERROR);
    } else if (!response.commands().isEmpty() && response.commands().get(0) instanceof Reject) {
      session(call).start(first);
    } else {
      document = first;
      ringing = false;
      engine.board().answer(this);
    }
  }

  @Override
  public void connected(Call call) {
    if (session != null) {
      session.call(call); // a transfer put it into another call
    } else if (document != null) {
      session(call).start(document);
    } else if (source instanceof Engine.Source.Given given) {
      session(call).start(given.document());
    } else if (source instanceof Engine.Source.Url url) {
      ask(call, url.url(), "CallConnected", this::begin);
    } else {
      engine.board().leave(call, this);
    }
  }

  private void begin(Call call, @Nullable Document first) {
    if (first != null && first.response() != null) {
      session(call).start(first);
      return;
    }
    fail(call, first);
    engine.board().leave(call, this);
  }

  private Session session(Call call) {
    Session made = new Session(engine, Context.EXTENSION, extension, call, this, done);
    session = made;
    return made;
  }

  /** Takes the first document; null when none came. */
  private interface First {
    void take(Call call, @Nullable Document document);
  }

  private void ask(Call call, String url, String notification, First then) {
    Request next = new Request(engine, 0, url, Notification.of(notification, call, extension));
    request = next;
    next.send((id, answer) -> then.take(call, answer));
  }

  private void fail(Call call, @Nullable Document first) {
    Result result =
        first == null ? Result.extensionUnavailable(extension) : Result.parseError(first.reason());
    Notification error = Notification.of("Error", call, extension);
    String failed = source instanceof Engine.Source.Url url ? url.url() : "";
    engine.tellError(0, errorUrl, error, result, "", failed);
  }

  @Override
  public void left(Call call, Leaving why) {
    if (request != null) request.cancel();
    super.left(call, why);
  }

  @Override
  boolean refuse() {
    if (!ringing) return false;
    ringing = false;
    engine.board().reject(this, Failure.BUSY);
    return true;
  }
}
