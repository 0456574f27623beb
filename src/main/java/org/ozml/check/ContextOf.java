package org.ozml.check;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ozml.document.Command;
import org.ozml.document.Context;
import org.ozml.document.Diagnostic;
import org.ozml.document.Document;
import org.ozml.document.OtherCommand;
import org.ozml.document.Rule;
import org.ozml.document.Value;

/**
 * The context in which a document without a notification runs: the one that all its commands share.
 * Of several, third-party control if a command names Party, CallId or TransferorParty, which mean
 * something only there, otherwise an API extension call (OzML language notes, section 3).
 *
 * @param context null when there is none
 * @param diagnostics why there is none; empty when there is one
 */
public record ContextOf(@Nullable Context context, List<Diagnostic> diagnostics) {
  private static final Set<Context> SCRIPTS =
      EnumSet.complementOf(EnumSet.of(Context.HTTP)); // a script is never an HTTP request
  private static final List<String> PARTIES = List.of("Party", "CallId", "TransferorParty");

  /** Copies the list. */
  public ContextOf {
    diagnostics = List.copyOf(diagnostics);
  }

  /** Infers the context of a document that could be read; one without a script has none. */
  public static ContextOf document(Document document) {
    return document.response() == null
        ? new ContextOf(null, document.diagnostics())
        : of(document, Site.all(document.response()));
  }

  static ContextOf of(Document document, List<Site> sites) {
    Set<Context> shared = EnumSet.copyOf(SCRIPTS);
    List<Command> seen = new ArrayList<>();
    boolean party = false;
    for (Site site : sites) {
      Command command = site.command();
      if (command == null || !counts(site, command)) continue;
      if (!shared.removeIf(context -> !command.contexts().contains(context))) {
        seen.add(command);
      } else if (shared.isEmpty()) {
        return new ContextOf(null, List.of(clash(document, command, seen)));
      } else {
        seen.add(0, command); // one that narrowed it explains a clash best
      }
      party = party || (shared.contains(Context.THIRD_PARTY) && names(command));
    }
    if (shared.contains(Context.THIRD_PARTY) && (party || !shared.contains(Context.EXTENSION))) {
      return new ContextOf(Context.THIRD_PARTY, List.of());
    }
    return new ContextOf(shared.iterator().next(), List.of());
  }

  /** Whether a command has a say: it is one of the script itself, and one that scripts may have. */
  private static boolean counts(Site site, Command command) {
    return !(command instanceof OtherCommand)
        && !site.other()
        && !site.newCall()
        && inScripts(command);
  }

  static boolean inScripts(Command command) {
    return command.contexts().stream().anyMatch(SCRIPTS::contains);
  }

  private static boolean names(Command command) {
    for (String name : PARTIES) {
      Value<?> value = command.parameters().get(name);
      if (value != null && value.given()) return true;
    }
    return false;
  }

  private static Diagnostic clash(Document document, Command command, List<Command> seen) {
    Command other =
        seen.stream()
            .filter(earlier -> shareNone(earlier, command))
            .findFirst()
            .orElse(seen.get(0));
    return new Diagnostic(
        Rule.OZ205,
        document.source(),
        command.position(),
        "%s and %s of line %d cannot stand in one script"
            .formatted(command.name(), other.name(), other.position().line()),
        "%s works in %s, %s in %s"
            .formatted(command.name(), words(command), other.name(), words(other)));
  }

  private static boolean shareNone(Command a, Command b) {
    return SCRIPTS.stream()
        .noneMatch(context -> a.contexts().contains(context) && b.contexts().contains(context));
  }

  /** Returns the contexts of a script in which a command works, in words. */
  static String words(Command command) {
    List<String> words =
        SCRIPTS.stream().filter(command.contexts()::contains).map(Context::words).toList();
    int last = words.size() - 1;
    return last < 1
        ? String.join("", words)
        : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
  }
}
