package org.ozml.service.message;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.ozml.service.message.MessageStore.Stored;
import org.ozml.service.message.Messages.Acceptance.Refused;
import org.ozml.service.message.Messages.Outgoing;
import org.ozml.service.web.Fetcher;
import org.ozml.service.web.Fetcher.Answer;

/**
 * Posts messages to a web application: NotificationName=Message, MessageId, Attempt,
 * FromConnection, FromAddress, ToAddress, Subject, Text, ApiExtension. Any 2xx answer means that
 * the application has it; what the answer contains does not matter. A redirect that turns the POST
 * into a GET, to a login page for example, does not mean that.
 */
final class WebhookSender implements Sender {
  private final Connection.Webhook settings;
  private final Fetcher web;

  WebhookSender(Connection.Webhook settings, Fetcher web) {
    this.settings = settings;
    this.web = web;
  }

  @Override
  public @Nullable Refused refusal(Outgoing message) {
    return null;
  }

  @Override
  public int parallel() {
    return 4;
  }

  @Override
  public Outcome send(Stored message) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("NotificationName", "Message");
    form.put("MessageId", message.id());
    form.put("Attempt", String.valueOf(message.attempts()));
    form.put("FromConnection", settings.name());
    form.put("FromAddress", message.sender());
    form.put("ToAddress", message.recipient());
    form.put("Subject", message.subject());
    form.put("Text", message.text());
    form.put("ApiExtension", message.extension());
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    web.fetch(new Fetcher.Request(settings.url(), form, true), answer::complete);
    return outcome(answer.join()); // within the fetcher's budget
  }

  private static Outcome outcome(Answer answer) {
    if (!(answer instanceof Answer.Failed failed)) {
      return new Outcome.Sent(List.of());
    }
    String reason = failed.reason();
    return switch (failed.kind()) {
      case REFUSED_URL, TOO_MANY_REDIRECTS -> new Outcome.Never(reason);
      // 408, 429 and 5xx ask to come again (RFC 9110, section 15.5.9, and RFC 6585, section 4).
      case STATUS ->
          reason.matches("HTTP (408|429|5).*")
              ? new Outcome.Later(reason, true, List.of())
              : new Outcome.Never(reason);
      case TOO_LARGE -> new Outcome.Sent(List.of()); // it talks too much, but it has it
      // The fetcher does not tell whether anything was sent.
      case UNREACHABLE, TIMEOUT, CANCELLED -> new Outcome.Doubt(reason, List.of());
    };
  }
}
