package org.ozml.service.message;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** What KillTest kills: accepts mails, deletes what they carry and says which, on an H2 file. */
final class KilledProcess {
  private KilledProcess() {}

  /**
   * Accepts and waits.
   *
   * @param arguments folder of the store, port of the mail server, number of mails
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int count = Integer.parseInt(arguments[2]);
    Path sound = Path.of(arguments[0], "1.wav");
    Post post =
        new Post(
            Path.of(arguments[0]),
            Post.only(
                MailTest.mail(
                    Integer.parseInt(arguments[1]), Connection.Mail.Security.NONE, "", "")),
            path -> new Attachments.Found.File(sound),
            Post.NO_WEB,
            Time.SYSTEM);
    for (int i = 0; i < count; i++) {
      Files.writeString(sound, "Sound " + i);
      String id = post.accept(Post.mail("ann@example.org", "Mail " + i, "text", "1.wav"));
      Files.delete(sound);
      System.out.println(id);
    }
    System.out.println("all");
    new CountDownLatch(1).await();
  }
}
