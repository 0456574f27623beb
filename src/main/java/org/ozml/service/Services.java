package org.ozml.service;

import org.ozml.service.data.Alarms;
import org.ozml.service.data.Database;
import org.ozml.service.file.Folders;
import org.ozml.service.message.Messages;
import org.ozml.service.web.Fetcher;

/**
 * All that scripts reach outside of calls.
 *
 * @param web web applications
 * @param messages e-mail, SMS, connections
 * @param folders files that scripts may touch
 * @param database what scripts select from
 * @param alarms where alarms are kept
 */
public record Services(
    Fetcher web, Messages messages, Folders folders, Database database, Alarms alarms) {
  /** Web applications and nothing else: messages have no destination, files and tables are not. */
  public static Services of(Fetcher web) {
    return new Services(web, Messages.NONE, Folders.NONE, Database.NONE, Alarms.NONE);
  }

  /** Returns the same with other web applications. */
  public Services with(Fetcher other) {
    return new Services(other, messages, folders, database, alarms);
  }

  /** Returns the same with other messages. */
  public Services with(Messages other) {
    return new Services(web, other, folders, database, alarms);
  }

  /** Returns the same with other folders. */
  public Services with(Folders other) {
    return new Services(web, messages, other, database, alarms);
  }

  /** Returns the same with another database. */
  public Services with(Database other) {
    return new Services(web, messages, folders, other, alarms);
  }

  /** Returns the same with another place for alarms. */
  public Services keeping(Alarms other) {
    return new Services(web, messages, folders, database, other);
  }
}
