package org.ozml.command;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ozml.call.Result;
import org.ozml.document.ForEach;
import org.ozml.document.Variable;
import org.ozml.interpreter.Event;
import org.ozml.interpreter.Handler;
import org.ozml.interpreter.Session;
import org.ozml.interpreter.Step;
import org.ozml.service.file.Folders;

/** Runs a block once for each item, which is the block's own variable. */
final class ForEachHandler implements Handler {
  /** Arrays that exist without being declared, unless the script declares one of their names. */
  private static final Map<String, Folders.Box> VOICEMAILS =
      Map.of("voicemails", Folders.Box.NEW, "oldvoicemails", Folders.Box.OLD);

  private final ForEach command;
  private final Session session;
  private List<Variable> items = List.of();
  private int next;
  private long errand;

  ForEachHandler(ForEach command, Session session) {
    this.command = command;
    this.session = session;
  }

  @Override
  public Step start() {
    String source = session.value(command.source());
    List<Variable> array = session.array(source);
    if (array != null) return loop(array);
    Folders.Box box = VOICEMAILS.get(source.toLowerCase(Locale.ROOT));
    if (box == null) return new Step.Next(Result.invalidParameter("Source", command.name()));
    String extension = session.extension();
    if (extension.isEmpty()) return loop(List.of());
    errand =
        session.<Voicemails>ask(
            answer ->
                session
                    .services()
                    .folders()
                    .voicemails(extension, box, all -> answer.accept(new Voicemails(all))));
    return Step.WAIT;
  }

  /** An answer has a class of its own, which a list has not. */
  private record Voicemails(List<Folders.Voicemail> all) {
    List<Variable> items() {
      return all.stream()
          .map(
              one ->
                  new Variable(
                      one.message(),
                      Map.of("message", one.message(), "date", one.date(), "from", one.from())))
          .toList();
    }
  }

  @Override
  public Step on(Event event) {
    if (!(event instanceof Event.Answered answered) || answered.errand() != errand) {
      return Step.WAIT;
    }
    return loop(((Voicemails) answered.answer()).items());
  }

  private Step loop(List<Variable> array) {
    items = array;
    return resumed();
  }

  @Override
  public Step resumed() {
    return next == items.size()
        ? Step.OK
        : new Step.Enter(command, Map.of("item", items.get(next++)));
  }

  @Override
  public String state() {
    return items.isEmpty() ? "" : "at item %d of %d".formatted(next, items.size());
  }

  @Override
  public void stop() {
    session.forget();
  }
}
