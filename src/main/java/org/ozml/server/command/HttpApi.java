package org.ozml.server.command;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Result;
import org.ozml.document.Command;
import org.ozml.document.Form;
import org.ozml.document.Spelling;
import org.ozml.server.Site;
import org.ozml.server.Visit;
import org.ozml.server.access.Access;
import org.ozml.server.access.Decision;
import org.ozml.server.command.HttpCommands.Offer;

/** Where commands come in, in the manner of one generation of the manual. */
public final class HttpApi implements Site {
  private static final String COMMAND = "command";

  private final Generation generation;
  private final HttpCommands commands;
  private final BooleanSupplier withoutPassword;
  private final String host;

  /**
   * Makes a site.
   *
   * @param withoutPassword whether requests without credentials are answered ("office user
   *     authentication" is off)
   * @param publicUrl how others reach the server; empty: by address
   */
  public HttpApi(
      Generation generation,
      HttpCommands commands,
      BooleanSupplier withoutPassword,
      String publicUrl) {
    this.generation = generation;
    this.commands = commands;
    this.withoutPassword = withoutPassword;
    this.host = publicUrl.isEmpty() ? "" : String.valueOf(URI.create(publicUrl).getHost());
  }

  // ---- who may

  /** What is no command is told to everybody who may ask from there: nothing is done about it. */
  @Override
  public CompletionStage<Decision> admit(Visit visit, Access access) {
    boolean open = withoutPassword.getAsBoolean();
    Access.Request who = visit.credentials(!open);
    if (open && who.user() == null && visit.isForeign(host)) {
      return refused("a page of another site asks, or by another name of this host");
    }
    // A browser sends the Basic credentials it knows along, whoever's page makes it ask.
    if (visit.parameters().get("Username") == null && visit.isFromAnotherSite()) {
      return refused("a page of another site asks with what the browser knows");
    }
    Offer offer = offer(visit);
    if (offer != null) return access.check(who, offer.needed());
    return access.rules().networks().allow(who.from())
        ? CompletableFuture.completedStage(new Decision.Allowed(null))
        : refused("address " + who.from().getHostAddress() + " is not allowed");
  }

  private static CompletionStage<Decision> refused(String why) {
    return CompletableFuture.completedStage(
        new Decision.Refused(Result.forbiddenAddress(), Duration.ZERO, why));
  }

  private @Nullable Offer offer(Visit visit) {
    Class<? extends Command> type = type(visit);
    return type == null ? null : commands.offer(type);
  }

  private static @Nullable Class<? extends Command> type(Visit visit) {
    return Form.command(visit.parameters().text(COMMAND).strip());
  }

  @Override
  public void refuse(Visit visit, Decision.Refused why) {
    long seconds = why.retryAfter().plusMillis(999).toSeconds();
    if (seconds > 0) visit.with(HttpHeader.RETRY_AFTER, Long.toString(seconds));
    new Exchange(visit, generation).answer(seconds > 0 ? 429 : 200, why.result());
  }

  /** What cannot be decoded is said as the manual says it; what is too large also by HTTP. */
  @Override
  public void misread(Visit visit, int status, String reason) {
    new Exchange(visit, generation).answer(status == 400 ? 200 : status, Result.parseError(reason));
  }

  // ---- what

  @Override
  public void answer(Visit visit) {
    if (!visit.method().equals("GET") && !visit.method().equals("POST")) {
      visit.with(HttpHeader.ALLOW, "GET, POST").answer(405, "Commands come with GET or POST.");
      return;
    }
    Exchange exchange = new Exchange(visit, generation);
    String name = exchange.parameter(COMMAND);
    Class<? extends Command> type = type(visit);
    Offer offer = type == null ? null : commands.offer(type);
    if (name.isEmpty()) {
      exchange.answer(Result.invalidParameter(COMMAND, ""));
    } else if (type == null) {
      exchange.answer(Result.notImplemented(Spelling.shorten(name)));
    } else if (offer == null) {
      exchange.answer(Result.inappropriate(type.getSimpleName()));
    } else {
      offer.deed().done(Form.read(type, visit.parameters().all()), exchange);
    }
  }
}
