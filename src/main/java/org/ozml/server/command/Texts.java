package org.ozml.server.command;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Result;
import org.ozml.document.ReceiveMessage;
import org.ozml.document.SendMessage;
import org.ozml.document.Value;
import org.ozml.document.XmlText;
import org.ozml.service.message.Mailbox;
import org.ozml.service.message.Mailbox.AcceptReport;
import org.ozml.service.message.Mailbox.AfterDownload;
import org.ozml.service.message.Mailbox.Row;
import org.ozml.service.message.Mailbox.Submission;

/**
 * SendMessage and ReceiveMessage. Behind Code and Message stands what the vendor's SMS gateway
 * answers, from which they come; the manual's own samples are cut off there.
 */
final class Texts {
  private static final int ALL = 1_000;

  private final Mailbox mailbox;

  Texts(Mailbox mailbox) {
    this.mailbox = mailbox;
  }

  /** Sends; what is wrong the mailbox says, as fields may be numbered. */
  void send(SendMessage command, Exchange exchange) {
    if (isOther(exchange, "sendmessage")) {
      exchange.answer(Result.invalidParameter("Action", command.name()));
      return;
    }
    mailbox.send(
        exchange.visit().parameters().all(),
        outcome -> exchange.threads().execute(() -> sent(command, exchange, outcome)));
  }

  private static void sent(SendMessage command, Exchange exchange, Submission outcome) {
    if (outcome instanceof Submission.Invalid invalid) {
      exchange.answer(Result.invalidParameter(invalid.parameter(), command.name()));
      return;
    }
    List<AcceptReport> reports = ((Submission.Reported) outcome).reports();
    if (isPage(exchange)) {
      exchange.page(page(reports.stream().map(Texts::html), link(command)));
      return;
    }
    boolean lost = !reports.isEmpty() && reports.stream().allMatch(one -> one.statusCode() == 501);
    exchange.answer(
        lost ? Result.noDestination() : Result.OK,
        xml -> data(xml, "sendmessage", () -> reports.forEach(report -> row(report, xml))));
  }

  private static void data(Xml xml, String action, Runnable rows) {
    xml.element("action", action).open("data");
    rows.run();
    xml.close("data");
  }

  private static void row(AcceptReport report, Xml xml) {
    xml.open("acceptreport")
        .element("statuscode", report.statusCode())
        .element("statusmessage", report.statusMessage())
        .element("messageid", report.messageId())
        .element("recipient", report.recipient())
        .close("acceptreport");
  }

  /** Fetches; blocks. */
  void receive(ReceiveMessage command, Exchange exchange) {
    String user = exchange.visit().user();
    AfterDownload after = AfterDownload.of(exchange.parameter("AfterDownload"));
    if (user == null) {
      exchange.answer(Result.authenticationRequired()); // whose mailbox?
    } else if (isOther(exchange, "receivemessage") || after == null) {
      String fault = after == null ? "AfterDownload" : "Action";
      exchange.answer(Result.invalidParameter(fault, command.name()));
    } else {
      received(exchange, mailbox.receive(user, folder(command), limit(command.limit()), after));
    }
  }

  private static void received(Exchange exchange, List<Row> messages) {
    if (isPage(exchange)) {
      exchange.page(page(messages.stream().map(Texts::html), ""));
      return;
    }
    exchange.answer(
        Result.OK,
        xml -> data(xml, "receivemessage", () -> messages.forEach(message -> row(message, xml))));
  }

  private static void row(Row message, Xml xml) {
    xml.open("message")
        .element("messageid", message.messageId())
        .element("originator", message.originator())
        .element("recipient", message.recipient())
        .element("messagetype", message.messageType())
        .element("messagedata", message.messageData())
        .element("senttime", message.sentTime())
        .element("receivedtime", message.receivedTime())
        .close("message");
  }

  private static String folder(ReceiveMessage command) {
    return String.valueOf(command.folder().constant());
  }

  private static int limit(@Nullable Value<Integer> given) {
    Integer limit = given == null ? null : given.constant();
    return limit == null ? ALL : limit;
  }

  /** The action may be left out, as command says it, but not be another. */
  private static boolean isOther(Exchange exchange, String action) {
    String given = exchange.parameter("Action");
    return !given.isEmpty() && !given.equalsIgnoreCase(action);
  }

  // ---- for people

  private static boolean isPage(Exchange exchange) {
    return exchange.parameter("ResponseFormat").equalsIgnoreCase("html");
  }

  /** Only http and https: the type of ContinueUrl sees to that, so no script gets into the page. */
  private static String link(SendMessage command) {
    Value<String> url = command.continueUrl();
    String target = url == null ? null : url.constant();
    return target == null
        ? ""
        : "<p><a href=\"%s\">Continue</a></p>".formatted(XmlText.escaped(target));
  }

  private static String page(Stream<String> parts, String end) {
    return parts.collect(
        Collectors.joining(
            "",
            "<!DOCTYPE html><html><head><title>Messages</title></head><body>",
            end + "</body></html>"));
  }

  private static String html(AcceptReport report) {
    return paragraph(
        "Status code", String.valueOf(report.statusCode()),
        "Status message", report.statusMessage(),
        "Message ID", report.messageId(),
        "Recipient", report.recipient());
  }

  private static String html(Row message) {
    return paragraph(
        "Message ID", message.messageId(),
        "Originator", message.originator(),
        "Recipient", message.recipient(),
        "Message type", message.messageType(),
        "Message", message.messageData(),
        "Sent", message.sentTime(),
        "Received", message.receivedTime());
  }

  private static String paragraph(String... pairs) {
    StringBuilder html = new StringBuilder("<p>");
    for (int i = 0; i < pairs.length; i += 2) {
      html.append(pairs[i]).append(": ").append(XmlText.escaped(pairs[i + 1])).append("<br>");
    }
    return html.append("</p>").toString();
  }
}
