package org.ozml.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ozml.document.Element;
import org.ozml.document.ForEach;
import org.ozml.document.OtherCommand;
import org.ozml.document.ReceiveAlarmNotification;
import org.ozml.document.Rule;
import org.ozml.document.Spelling;
import org.ozml.document.Template;
import org.ozml.document.Value;
import org.ozml.document.WaitForMsg;

/**
 * A reference to a name that nothing in the document sets (OzML language notes, 2.3 and 2.4). It is
 * a warning only: a variable survives GoTo, so an earlier document may have set it.
 */
final class UnsetVariable implements Check {
  @Override
  public void judge(Site site, Script script, Findings findings) {
    if (!script.hasReferences()) return;
    // Where a Var's own name holds a reference, any name may be set.
    if (script.hasComputedVariable() || site.element() instanceof OtherCommand) return;
    for (Map.Entry<String, Value<?>> parameter : site.element().parameters().entrySet()) {
      Template template = parameter.getValue().template();
      if (template == null) continue;
      Set<String> reported = new HashSet<>();
      for (Template.Reference reference : template.references()) {
        if (!known(reference.name(), site, script)) {
          if (!reported.add(reference.name())) continue;
          report(site.element(), parameter.getKey(), reference, script, site, findings);
        } else if (isUnknownMember(reference, site, script) && reported.add(reference.written())) {
          reportMember(site.element(), parameter.getKey(), reference, findings);
        }
      }
    }
  }

  private static boolean known(String name, Site site, Script script) {
    return script.variables().containsKey(name)
        || Predefined.everywhere(name)
        || (name.equals("item") && site.inside(ForEach.class))
        || (Predefined.inReceived(name) && site.inside(ReceiveAlarmNotification.class))
        || (Predefined.inOnMessage(name) && inOnMessage(site));
  }

  /** Of the items of predefined arrays only certain members exist; those of others have none. */
  private static boolean isUnknownMember(Template.Reference reference, Site site, Script script) {
    String member = reference.member();
    if (member == null || !reference.name().equals("item")) return false;
    if (script.variables().containsKey("item") || script.hasComputedArray()) return false;
    String array = arrayAround(site);
    return Predefined.ARRAYS.contains(array)
        && !script.arrays().contains(array)
        && !Predefined.VOICEMAIL.contains(member);
  }

  /** Returns the array of the loop around an element, in lower case; empty when nobody knows. */
  private static String arrayAround(Site site) {
    for (Site outer = site.parent(); outer != null; outer = outer.parent()) {
      if (!(outer.element() instanceof ForEach loop)) continue;
      String source = Script.constant(loop.source());
      return source == null ? "" : Script.lower(source);
    }
    return "";
  }

  private static void reportMember(
      Element element, String parameter, Template.Reference reference, Findings findings) {
    findings.add(
        Rule.OZ301,
        element,
        parameter,
        reference.written(),
        "%s: a voicemail has no %s".formatted(reference.written(), reference.member()),
        "it stays as written; there are %s%s"
            .formatted(
                String.join(", ", Predefined.VOICEMAIL),
                Spelling.didYouMean(String.valueOf(reference.member()), Predefined.VOICEMAIL)));
  }

  private static boolean inOnMessage(Site site) {
    for (Site outer = site.parent(); outer != null; outer = outer.parent()) {
      if (outer.element() instanceof WaitForMsg wait && site.inside(wait.onMessage())) return true;
    }
    return false;
  }

  private static void report(
      Element element,
      String parameter,
      Template.Reference reference,
      Script script,
      Site site,
      Findings findings) {
    findings.add(
        Rule.OZ301,
        element,
        parameter,
        reference.written(),
        "nothing sets $%s".formatted(bare(reference)),
        advice(reference, script, site));
  }

  private static String bare(Template.Reference reference) {
    return reference.written().substring(1, reference.name().length() + 1);
  }

  private static String advice(Template.Reference reference, Script script, Site site) {
    String name = reference.name();
    if (name.equals("item")) return "$item stands for something only inside ForEach";
    if (Predefined.inReceived(name)) return "it stands for something only inside Received";
    if (Predefined.inOnMessage(name)) return "it stands for something only inside OnMessage";
    if (script.arrays().contains(name) || Predefined.ARRAYS.contains(name)) {
      return "it is an array: name it without $ as the Source of a ForEach, inside $item is one of"
          + " it";
    }
    List<String> names = new ArrayList<>(script.variables().values());
    names.addAll(Predefined.EVERYWHERE);
    if (site.inside(ForEach.class)) names.add("item");
    if (site.inside(ReceiveAlarmNotification.class)) names.addAll(Predefined.IN_RECEIVED);
    if (inOnMessage(site)) names.addAll(Predefined.IN_ON_MESSAGE);
    return "it stays as written, unless a document before a GoTo sets it; $$ is a literal $"
        + Spelling.didYouMean(bare(reference), names);
  }
}
