package org.ozml.service.message;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** What KillTest kills: accepts mails and says which, on an H2 file. */
final class KilledProcess {
  private KilledProcess() {}

  /**
   * Accepts and waits.
   *
   * @param arguments folder of the store, port of the mail server, number of mails
   */
  public static void main(String[] arguments) throws InterruptedException {
    int count = Integer.parseInt(arguments[2]);
    Post post =
        new Post(
            Path.of(arguments[0]),
            Post.only(
                MailTest.mail(
                    Integer.parseInt(arguments[1]), Connection.Mail.Security.NONE, "", "")),
            Attachments.NONE,
            Post.NO_WEB,
            Time.SYSTEM);
    for (int i = 0; i < count; i++) {
      System.out.println(post.accept(Post.mail("ann@example.org", "Mail " + i, "text")));
    }
    System.out.println("all");
    new CountDownLatch(1).await();
  }
}
