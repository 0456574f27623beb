package org.ozml.service.message;

import java.nio.file.Path;

/**
 * The port to the files that messages may carry: tells which file a script's path means, and
 * whether scripts may have it.
 *
 * <p>Asked when a message is accepted, and the file is copied then: what becomes of it later is of
 * no matter to the message. May touch the file system, so it is for worker threads.
 *
 * <p>Source: OzML language notes, section 7.
 */
@FunctionalInterface
public interface Attachments {
  /** Nothing may be attached. */
  Attachments NONE = path -> new Found.Refused("there are no folders");

  /**
   * Resolves a path.
   *
   * @param path as the script wrote it
   */
  Found find(String path);

  /** What a path stands for. */
  sealed interface Found {
    /**
     * A file that may be sent.
     *
     * @param path absolute, free of {@code ..} and symbolic links
     */
    record File(Path path) implements Found {}

    /**
     * Nothing: it lies outside of the folders, or is no file.
     *
     * @param reason one sentence for trace and log
     */
    record Refused(String reason) implements Found {}
  }
}
