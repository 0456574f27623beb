package org.ozml.ccgateway;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an interface answers: {@code message}, {@code retcode} and {@code result}. Source:
 * CC-Gateway reference, section 0.1.
 *
 * @param message for people
 * @param result of maps, lists, texts, numbers, booleans and null; null: the field is left out
 */
public record Reply(ResultCode code, String message, @Nullable Object result) {
  /** Done, and there is nothing to tell. */
  public static final Reply SUCCESS = success(Map.of());

  /** Done, with something to tell. */
  public static Reply success(Object result) {
    return new Reply(ResultCode.SUCCESS, ResultCode.SUCCESS.text(), result);
  }

  /** Nothing was done. */
  public static Reply refused(ResultCode code) {
    return refused(code, code.text());
  }

  /** Nothing was done, and this is why. */
  public static Reply refused(ResultCode code, String message) {
    return new Reply(code, message, null);
  }

  /** Returns whether it was done. */
  public boolean ok() {
    return code == ResultCode.SUCCESS;
  }

  /** Returns what stands in the body. */
  public Map<String, Object> body() {
    Map<String, Object> body = new LinkedHashMap<>();
    if (result != null) body.put("result", result);
    else if (!ok()) body.put("result", Map.of());
    body.put("message", message);
    body.put("retcode", code.code());
    return body;
  }
}
