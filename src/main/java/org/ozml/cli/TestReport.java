package org.ozml.cli;

import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.ozml.scenario.Failure;

/**
 * What {@code test} found.
 *
 * @param all the scenarios, in the order of their files
 * @param nanos how long all took together
 */
record TestReport(List<Told> all, long nanos) {
  private static final Pattern NO_CHARACTER =
      Pattern.compile("[^\\t\\n\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");

  long failed() {
    return all.stream().filter(one -> one.failure() != null).count();
  }

  long unusable() {
    return all.stream().filter(one -> one.problem() != null).count();
  }

  /** Returns one line: how many scenarios, how many failed, how long it took. */
  String summary() {
    StringBuilder line = new StringBuilder(count(all.size(), "scenario"));
    if (failed() > 0) line.append(", ").append(failed()).append(" failed");
    if (unusable() > 0) line.append(", ").append(unusable()).append(" not told");
    if (failed() + unusable() == 0) line.append(", all as told");
    long updated = all.stream().filter(Told::updated).count();
    if (updated > 0) line.append(", ").append(count(updated, "transcript")).append(" written");
    return line.append(String.format(Locale.ROOT, ", %.1f s", nanos / 1e9)).toString();
  }

  private static String count(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  /** Returns the form that build servers read: one suite, a test case for each scenario. */
  String junit() {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeCharacters("\n");
      xml.writeStartElement("testsuite");
      xml.writeAttribute("name", "ozml");
      xml.writeAttribute("tests", Integer.toString(all.size()));
      xml.writeAttribute("failures", Long.toString(failed()));
      xml.writeAttribute("errors", Long.toString(unusable()));
      xml.writeAttribute("time", seconds(nanos));
      for (Told one : all) junit(xml, one);
      xml.writeCharacters("\n");
      xml.writeEndElement();
      xml.writeCharacters("\n");
      xml.writeEndDocument();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e); // memory does not fail
    }
    return text.toString();
  }

  private static void junit(XMLStreamWriter xml, Told one) throws XMLStreamException {
    xml.writeCharacters("\n  ");
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", "ozml");
    xml.writeAttribute("name", characters(one.name()));
    xml.writeAttribute("time", seconds(one.nanos()));
    Failure failure = one.failure();
    String problem = one.problem();
    if (failure != null) {
      xml.writeStartElement("failure");
      xml.writeAttribute("message", characters(line(failure.headline())));
      xml.writeCharacters(characters(failure.toString()));
      xml.writeEndElement();
    } else if (problem != null) {
      xml.writeStartElement("error");
      xml.writeAttribute("message", characters(line(problem)));
      xml.writeCharacters(characters(problem));
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.3f", nanos / 1e9);
  }

  /** Replaces what XML 1.0 cannot say (section 2.2), such as the control characters of a text. */
  private static String characters(String text) {
    return NO_CHARACTER.matcher(text).replaceAll("\uFFFD");
  }

  /** Returns the Test Anything Protocol, version 13. */
  String tap() {
    StringBuilder text = new StringBuilder("TAP version 13\n");
    text.append("1..").append(all.size()).append('\n');
    for (int i = 0; i < all.size(); i++) {
      Told one = all.get(i);
      String name = line(one.name()).replace("\\", "\\\\").replace("#", "\\#");
      text.append(one.good() ? "ok " : "not ok ").append(i + 1).append(" - ").append(name);
      text.append('\n');
      String problem = one.problem();
      String what = one.failure() == null ? problem : one.failure().toString();
      if (what == null) continue;
      text.append("  ---\n  message: |\n");
      what.lines().forEach(line -> text.append("    ").append(characters(line)).append('\n'));
      text.append("  ...\n");
    }
    return text.toString();
  }

  /** A line ends where its first line does. */
  private static String line(String text) {
    return text.lines().findFirst().orElse("");
  }
}
