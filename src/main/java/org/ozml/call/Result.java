package org.ozml.call;

/**
 * What a command answers: the documented Code and Message (OzML HTTP API, status codes).
 *
 * @param code 200 when it succeeded
 * @param message the documented text, to the letter
 */
public record Result(int code, String message) {
  /** 200. */
  public static final Result OK = new Result(200, "Command successfully executed");

  /** Returns whether the code is 200. */
  public boolean ok() {
    return code == 200;
  }

  /** 300: the document cannot be read. */
  public static Result parseError(String detail) {
    return new Result(300, "Error occured during parsing message: '%s'".formatted(detail));
  }

  /** 301: there is no such command. */
  public static Result notImplemented(String command) {
    return new Result(301, "Not implemented command: '%s'".formatted(command));
  }

  /** 302: a parameter is missing or cannot be used. */
  public static Result invalidParameter(String parameter, String command) {
    return new Result(
        302, "Missing or invalid parameter '%s' for command '%s'".formatted(parameter, command));
  }

  /** 303: the command cannot be used in this place or state; nothing has changed. */
  public static Result inappropriate(String command) {
    return new Result(303, "Command '%s' cannot be used here".formatted(command));
  }

  /** 304: user name or password is missing. */
  public static Result authenticationRequired() {
    return new Result(304, "Authentication required");
  }

  /** 305: no such user, or another password. */
  public static Result authenticationFailed() {
    return new Result(305, "Authentication failed, bad username or password");
  }

  /** 306: the user may not do this. */
  public static Result forbiddenUser() {
    return new Result(306, "User is not allowed to use API in ACL");
  }

  /** 307: nobody may ask from that address. */
  public static Result forbiddenAddress() {
    return new Result(307, "Use API from this address is forbidden");
  }

  /** 401: there is no such API extension. */
  public static Result extensionUnavailable(String extension) {
    return new Result(
        401,
        "API extension '%s' unavailable, please check configuration or permissions"
            .formatted(extension));
  }

  /** 402: somebody could not be reached, or was lost on the way. */
  public static Result connectFailed(String number, Failure state) {
    return new Result(
        402, "Call connect to '%s' failed with result state '%s'".formatted(number, state.word()));
  }

  /** 501: nobody takes the message. */
  public static Result noDestination() {
    return new Result(501, "Destination of the SMS is not found");
  }

  /** 601: no call in progress has that id. */
  public static Result callNotFound(String id) {
    return new Result(601, "Call not found with ID '%s'".formatted(id));
  }
}
