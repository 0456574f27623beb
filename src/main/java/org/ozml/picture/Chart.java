package org.ozml.picture;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The flow of one or more scripts as a reader thinks of it: a menu is one box with a row for each
 * key, commands in a row are one box, and what a transfer comes to are the rows of the transfer.
 *
 * @param scripts the script that was asked for, then those that it leads to
 * @param counted whether runs are drawn over it: then the numbers of times mean something
 */
public record Chart(List<Script> scripts, boolean counted) {
  /** Copies the list. */
  public Chart {
    scripts = List.copyOf(scripts);
  }

  /**
   * One document.
   *
   * @param number counted from 1, in the order in which they are reached
   * @param name the file's name, without folders
   * @param boxes in the order of the document
   * @param first the id of the box it begins with; null: there is nothing to do
   */
  public record Script(int number, String name, List<Box> boxes, @Nullable String first) {
    /** Copies the list. */
    public Script {
      boxes = List.copyOf(boxes);
    }
  }

  /** What a box is about. */
  public enum Kind {
    /** Commands that always go on with the next one. */
    STEPS,
    /** Keys are taken. */
    MENU,
    /** Somebody else is called. */
    CALL,
    /** A voice is recorded. */
    RECORD,
    /** Another script takes over. */
    SCRIPT,
    /** Commands run once for each item. */
    LOOP,
    /** A message or an alarm is waited for. */
    WAIT,
    /** A command of somebody's own. */
    OTHER
  }

  /** What a line is about: its icon. */
  public enum Sort {
    SPEECH,
    SOUND,
    MESSAGE,
    CALL,
    RECORD,
    FILE,
    TIME,
    WEB,
    SCRIPT,
    VALUE,
    END,
    OTHER
  }

  /**
   * A command in short.
   *
   * @param text the whole text; where it is drawn it is cut
   * @param line of the document, counted from 1
   */
  public record Line(Sort sort, String text, int line) {}

  /**
   * What belongs together.
   *
   * @param id unique in the chart
   * @param before the commands before what the box is about
   * @param title what it is about; empty for plain commands
   * @param name what others call it, such as "again: main menu"
   * @param lines what a menu says
   * @param exits in the order of the document; one without a label is the only one
   * @param from first line of the document
   * @param to last line of the document
   * @param times how often it was reached
   */
  public record Box(
      String id,
      Kind kind,
      List<Line> before,
      String title,
      String name,
      List<Line> lines,
      List<Exit> exits,
      int from,
      int to,
      long times) {
    /** Copies the lists. */
    public Box {
      before = List.copyOf(before);
      lines = List.copyOf(lines);
      exits = List.copyOf(exits);
    }

    /** Returns all lines. */
    public List<Line> allLines() {
      List<Line> all = new ArrayList<>(before);
      all.addAll(lines);
      return all;
    }
  }

  /** How much a way out matters to a reader. */
  public enum Tone {
    /** What callers come for. */
    MAIN,
    /** What else may happen: silence, another key, the way back. */
    QUIET,
    /** It went wrong. */
    FAILURE
  }

  /**
   * A way out of a box.
   *
   * @param key the key that is pressed; empty: something else happens
   * @param label what happens, or what the key is for; may be empty
   * @param details more for who asks: a tooltip; may be empty
   * @param line of the document, where there is one for it, else 0
   * @param times how often it was taken
   */
  public record Exit(
      String key, String label, Tone tone, Target target, String details, int line, long times) {
    Exit taken(long often) {
      return new Exit(key, label, tone, target, details, line, often);
    }

    /** Returns this way out and another that leads to the same, as one. */
    Exit or(Exit other) {
      String both = label + ", " + other.label;
      return new Exit(key, both, tone, target, details, line, times + other.times);
    }
  }

  /** Where a way out leads. */
  public sealed interface Target {
    /** To another box of the script. */
    record To(String box) implements Target {}

    /** To a box that came before: a menu or a loop starts over. */
    record Again(String box, String name) implements Target {}

    /** To a script of the chart. */
    record Into(int script, String name) implements Target {}

    /** To something that is not drawn. */
    record Away(String url) implements Target {}

    /** To the end. */
    record Over() implements Target {}
  }
}
