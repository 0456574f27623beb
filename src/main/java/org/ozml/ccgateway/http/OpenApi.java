package org.ozml.ccgateway.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ozml.ccgateway.EventTypes;
import org.ozml.ccgateway.Field;
import org.ozml.ccgateway.Interface;
import org.ozml.ccgateway.ResultCode;

/**
 * The description of the gateway for programs and for people, OpenAPI 3.1, made from the table that
 * requests are answered from.
 */
final class OpenApi {
  private static final String BASE = "/agentgateway/resource";

  /** What examples are made of, where it fits the parameter. */
  private static final Map<String, Object> BY_NAME =
      Map.ofEntries(
          Map.entry("devicetype", 2),
          Map.entry("mode", 3),
          Map.entry("address", "49998"),
          Map.entry("caller", "40040"),
          Map.entry("called", "10086"),
          Map.entry("phonenum", "40038"),
          Map.entry("status", 4),
          Map.entry("agenttype", 4),
          Map.entry("ip", "127.0.0.1"),
          Map.entry("callid", "1455885056-1095"),
          Map.entry("callBackUri", "https://desktop.example.com/events"),
          Map.entry("serviceToken", "0c3f9a"),
          Map.entry("password", "secret"));

  private static final List<String> TEXTS =
      List.of("1", "20", "101", "10086", "1455885056-1095", "true", "", "a");

  private OpenApi() {}

  /** Returns the document as maps, lists, texts and numbers. */
  static Map<String, Object> of(List<Interface> interfaces) {
    Map<String, Object> paths = new LinkedHashMap<>();
    for (Interface its : interfaces) {
      Map<String, Object> path = at(paths, "/" + its.path());
      path.put(its.verb().name().toLowerCase(Locale.ROOT), operation(its));
    }
    return map(
        "openapi", "3.1.0",
        "info",
            map(
                "title", "CC-Gateway agent interface",
                "version", "1",
                "description",
                    "What an agent's desktop orders, and what it is told. Numbers and flags may"
                        + " come as texts, and names that are not described here are left aside."
                        + " What is refused is HTTP 200 with another retcode than 0, and changes"
                        + " nothing. After sign-in the desktop polls, and shows the newest GUID"
                        + " that came in Set-GUID."),
        "servers", List.of(map("url", BASE)),
        "paths", paths,
        "components",
            map(
                "schemas",
                map("Reply", reply(), "EventReply", eventReply(), "Event", event()),
                "parameters",
                map("agentid", agentId(), "Guid", guid()),
                "headers",
                map("Set-GUID", setGuid())));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> at(Map<String, Object> paths, String path) {
    return (Map<String, Object>) paths.computeIfAbsent(path, one -> new LinkedHashMap<>());
  }

  private static Map<String, Object> operation(Interface its) {
    List<Object> parameters = new ArrayList<>();
    parameters.add(reference("parameters/agentid"));
    if (its.signedIn()) parameters.add(reference("parameters/Guid"));
    Map<String, Object> properties = new LinkedHashMap<>();
    Map<String, Object> example = new LinkedHashMap<>();
    List<String> needed = new ArrayList<>();
    for (Field field : its.fields()) {
      if (field.place() == Field.Place.BODY) {
        properties.put(field.name(), schema(field));
        example.put(field.name(), example(field));
        if (field.needed()) needed.add(field.name());
      } else {
        parameters.add(parameter(field));
      }
    }
    Map<String, Object> operation =
        map(
            "operationId", its.name(),
            "summary", its.purpose(),
            "tags", List.of(its.path().replaceFirst("/.*", "")),
            "parameters", parameters);
    if (!properties.isEmpty()) {
      Map<String, Object> body = map("type", "object", "properties", properties);
      if (!needed.isEmpty()) body.put("required", needed);
      operation.put(
          "requestBody",
          map("required", !needed.isEmpty(), "content", json(body, "example", example)));
    }
    operation.put("responses", responses(its));
    return operation;
  }

  private static Map<String, Object> responses(Interface its) {
    boolean polls = its.path().startsWith("agentevent/");
    Map<String, Object> done =
        map(
            "description",
            polls ? "An event, or null after 10 s" : "Done (retcode 0), or refused",
            "content",
            json(reference(polls ? "schemas/EventReply" : "schemas/Reply")));
    if (polls || !its.signedIn()) {
      done.put("headers", map("Set-GUID", reference("headers/Set-GUID")));
    }
    return map(
        "200",
        done,
        "default",
        map(
            "description",
            "No such interface (404), wrong method (405), or a request that is too slow (408), too"
                + " large (413), or cannot be read (400)",
            "content",
            json(reference("schemas/Reply"))));
  }

  private static Map<String, Object> json(Map<String, Object> schema, Object... more) {
    Map<String, Object> content = map("schema", schema);
    content.putAll(map(more));
    return map("application/json", content);
  }

  // ---- parameters

  private static Map<String, Object> agentId() {
    return map(
        "name",
        "agentid",
        "in",
        "path",
        "required",
        true,
        "description",
        "Who orders it",
        "schema",
        map("type", "integer", "minimum", 1, "maximum", 999_999),
        "example",
        101);
  }

  private static Map<String, Object> guid() {
    return map(
        "name", "Guid",
        "in", "header",
        "required", true,
        "description", "The GUID of this agent's desktop, from Set-GUID behind JSESSIONID=",
        "schema", map("type", "string"),
        "example", "279fe21d-2caa-4437-84c3-ab9e9dae20f5.AgentGateway0");
  }

  private static Map<String, Object> setGuid() {
    return map(
        "description",
        "The GUID to be shown from now on; with a polling reply only when it has changed",
        "schema",
        map("type", "string", "pattern", "^JSESSIONID=[0-9a-f-]{36}\\.AgentGateway0$"));
  }

  private static Map<String, Object> parameter(Field field) {
    boolean path = field.place() == Field.Place.PATH;
    return map(
        "name", field.name(),
        "in", path ? "path" : "query",
        "required", path || field.needed(),
        "description", field.meaning(),
        "schema", schema(field),
        "example", example(field));
  }

  private static Map<String, Object> schema(Field field) {
    Map<String, Object> schema = map("description", field.meaning());
    switch (field.kind()) {
      case TEXT -> {
        schema.put("type", "string");
        schema.put("maxLength", field.most());
        if (field.pattern() != null) schema.put("pattern", "^(?:" + field.pattern() + ")$");
      }
      case DATA -> {
        schema.put("type", "string");
        schema.put("maxLength", field.most());
      }
      case NUMBER -> {
        schema.put("type", "integer");
        schema.put("minimum", field.least());
        schema.put("maximum", field.most());
      }
      case FLAG -> schema.put("type", "boolean");
    }
    return schema;
  }

  /** Returns something that is right. */
  static Object example(Field field) {
    Object named = BY_NAME.get(field.name());
    return switch (field.kind()) {
      case DATA -> "";
      case FLAG -> true;
      case NUMBER ->
          named instanceof Integer number && number >= field.least() && number <= field.most()
              ? number
              : field.least();
      case TEXT ->
          named instanceof String text && fits(field, text)
              ? text
              : TEXTS.stream().filter(text -> fits(field, text)).findFirst().orElse("");
    };
  }

  private static boolean fits(Field field, String text) {
    return text.length() <= field.most()
        && (field.pattern() == null || field.pattern().matcher(text).matches());
  }

  // ---- replies

  private static Map<String, Object> reply() {
    return map(
        "type", "object",
        "required", List.of("message", "retcode"),
        "properties",
            map(
                "result", map("description", "What was asked for, else {}"),
                "message", map("type", "string", "description", "For people"),
                "retcode", retcode()),
        "example",
            map("result", map(), "message", "success", "retcode", ResultCode.SUCCESS.code()));
  }

  private static Map<String, Object> retcode() {
    return map(
        "type",
        "string",
        "oneOf",
        Arrays.stream(ResultCode.values())
            .map(one -> map("const", one.code(), "description", one.text()))
            .toList());
  }

  private static Map<String, Object> eventReply() {
    return map(
        "type", "object",
        "required", List.of("message", "retcode", "event"),
        "properties",
            map(
                "message", map("type", "string"),
                "retcode", retcode(),
                "event", map("oneOf", List.of(reference("schemas/Event"), map("type", "null")))));
  }

  private static Map<String, Object> event() {
    return map(
        "type", "object",
        "description", "One event; also the body of a push",
        "required", List.of("eventType", "workNo", "content"),
        "properties",
            map(
                "eventType",
                    map(
                        "type",
                        "string",
                        "oneOf",
                        EventTypes.ALL.entrySet().stream()
                            .map(one -> map("const", one.getKey(), "description", one.getValue()))
                            .toList()),
                "workNo", map("type", "string", "description", "The agent"),
                "content",
                    map(
                        "description",
                        "Nothing, a call id, or an object",
                        "type",
                        List.of("null", "string", "object"))),
        "example",
            map(
                "eventType",
                "AgentEvent_Talking",
                "workNo",
                "101",
                "content",
                map(
                    "caller", "13800138000",
                    "callid", "1456401416-3",
                    "called", "10086",
                    "feature", "0",
                    "type", "main",
                    "mediaAbility", "0")));
  }

  private static Map<String, Object> reference(String component) {
    return map("$ref", "#/components/" + component);
  }

  /** Makes a map of names and values in turn, in their order. */
  private static Map<String, Object> map(@Nullable Object... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      Object value = pairs[i + 1];
      if (value != null) map.put(String.valueOf(pairs[i]), value);
    }
    return map;
  }
}
