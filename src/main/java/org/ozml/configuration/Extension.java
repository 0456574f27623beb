package org.ozml.configuration;

import java.nio.file.Path;

/** A number of the system, and what is behind it. */
public sealed interface Extension {
  /** Returns the number. */
  String number();

  /** A telephone. */
  record Phone(String number) implements Extension {}

  /** An API extension whose script is a file. */
  record Script(String number, Path file) implements Extension {}

  /**
   * An API extension whose scripts are the files of a directory; its calls begin with {@code
   * main.xml}.
   *
   * @param url how the scripts call the directory: what begins with it is answered from there;
   *     empty: every URL whose last part is the name of one of its scripts
   */
  record Folder(String number, Path folder, String url) implements Extension {
    /** The script that its calls begin with. */
    public static final String FIRST = "main.xml";
  }

  /**
   * An API extension whose script a web application gives (IncomingCall).
   *
   * @param sms is told IncomingSMS; empty: nobody
   */
  record Web(String number, String url, String sms) implements Extension {}

  /** Says back what is done. */
  record Echo(String number) implements Extension {}

  /**
   * A way to the telephone network, such as 0: what is dialled behind the prefix goes out.
   *
   * @param number the prefix; empty: everything that is no extension
   */
  record Line(String number, String name) implements Extension {}
}
