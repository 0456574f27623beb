package org.ozml.ccgateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ozml.ccgateway.EventTypes;
import org.ozml.ccgateway.Field;
import org.ozml.ccgateway.Interface;
import org.ozml.ccgateway.ResultCode;
import org.ozml.ccgateway.http.House.Answer;
import org.ozml.ccgateway.http.House.Desk;
import org.ozml.scenario.Json;

/** Holds the description that the gateway serves against the gateway. */
@Timeout(120)
class OpenApiTest {
  @TempDir private static Path folder;
  private static House house;
  private static Map<String, Object> document;
  private static Desk ann;

  @BeforeAll
  static void open() throws Exception {
    house = House.open(folder);
    URI uri = URI.create(house.url() + GatewaySite.DESCRIPTION);
    HttpResponse<String> served =
        House.CLIENT.send(
            HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    assertThat(served.statusCode()).isEqualTo(200);
    document = map(House.read(served).body());
  }

  @AfterAll
  static void close() {
    house.close();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(@Nullable Object value) {
    return value == null ? Map.of() : (Map<String, Object>) value;
  }

  private static List<Map<String, Object>> list(@Nullable Object value) {
    List<Map<String, Object>> all = new ArrayList<>();
    if (value instanceof List<?> list) list.forEach(one -> all.add(map(one)));
    return all;
  }

  /** An operation of the document. */
  private record Operation(String path, String verb, Map<String, Object> its) {
    List<Map<String, Object>> parameters() {
      return list(its.get("parameters")).stream().filter(one -> one.containsKey("name")).toList();
    }

    Map<String, Object> schema() {
      Map<String, Object> content = map(map(its.get("requestBody")).get("content"));
      return map(map(content.get("application/json")).get("schema"));
    }

    Map<String, Object> example() {
      Map<String, Object> content = map(map(its.get("requestBody")).get("content"));
      return map(map(content.get("application/json")).get("example"));
    }

    boolean signsIn() {
      return list(its.get("parameters")).stream()
          .noneMatch(one -> String.valueOf(one.get("$ref")).endsWith("/Guid"));
    }

    /** Orders what the document gives as the example, but for one parameter. */
    Answer order(Desk desk, String agent, @Nullable String name, Object value) throws Exception {
      String at = path.substring(1).replace("{agentid}", agent);
      StringBuilder query = new StringBuilder();
      for (Map<String, Object> one : parameters()) {
        Object given = one.get("name").equals(name) ? value : one.get("example");
        if (one.get("in").equals("path")) {
          at = at.replace("{" + one.get("name") + "}", String.valueOf(given));
        } else if (one.get("required").equals(true) || one.get("name").equals(name)) {
          query.append(query.isEmpty() ? "?" : "&").append(one.get("name")).append("=");
          query.append(given);
        }
      }
      Map<String, Object> body = new LinkedHashMap<>(example());
      if (name != null && map(schema().get("properties")).containsKey(name)) body.put(name, value);
      if (signsIn()) body.put("password", House.PASSWORD);
      if (signsIn() && name != null && name.equals("password")) body.put("password", value);
      body.remove("serviceToken", example().get("serviceToken"));
      String text = schema().isEmpty() ? "" : Json.line(body);
      return desk.order(verb.toUpperCase(Locale.ROOT), at + query, text);
    }

    @Override
    public String toString() {
      return verb + " " + path;
    }
  }

  private static List<Operation> operations() {
    List<Operation> all = new ArrayList<>();
    map(document.get("paths"))
        .forEach(
            (path, verbs) ->
                map(verbs).forEach((verb, its) -> all.add(new Operation(path, verb, map(its)))));
    return all;
  }

  private static List<Interface> rows() {
    return house.rows();
  }

  @Test
  void shouldDescribeEachInterfaceAndNothingElse() {
    Set<String> described = new TreeSet<>();
    operations().forEach(one -> described.add(one.verb() + " " + one.path().substring(1)));
    Set<String> there = new TreeSet<>();
    rows().forEach(row -> there.add(row.verb().name().toLowerCase(Locale.ROOT) + " " + row.path()));
    assertThat(described).isEqualTo(there).hasSizeGreaterThan(20);
    Set<Object> ids = new LinkedHashSet<>();
    operations().forEach(one -> ids.add(one.its().get("operationId")));
    assertThat(ids).as("each has a name of its own").hasSize(there.size());
  }

  @Test
  void shouldDescribeEachParameterWithItsLimits() {
    for (Interface row : rows()) {
      Operation operation = operation(row);
      for (Field field : row.fields()) {
        Map<String, Object> schema = schema(operation, field);
        assertThat(schema).as(row.name() + " " + field.name()).isNotEmpty();
        switch (field.kind()) {
          case NUMBER ->
              assertThat(schema.get("maximum")).asString().isEqualTo(String.valueOf(field.most()));
          case TEXT, DATA ->
              assertThat(schema.get("maxLength"))
                  .asString()
                  .isEqualTo(String.valueOf(field.most()));
          case FLAG -> assertThat(schema).containsEntry("type", "boolean");
        }
      }
    }
  }

  private static Operation operation(Interface row) {
    return operations().stream()
        .filter(one -> one.path().substring(1).equals(row.path()))
        .filter(one -> one.verb().equalsIgnoreCase(row.verb().name()))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, Object> schema(Operation operation, Field field) {
    if (field.place() == Field.Place.BODY) {
      return map(map(operation.schema().get("properties")).get(field.name()));
    }
    return operation.parameters().stream()
        .filter(one -> one.get("name").equals(field.name()))
        .map(one -> map(one.get("schema")))
        .findFirst()
        .orElse(Map.of());
  }

  /** Every example is right, and every operation is there: what it says depends on the calls. */
  @Test
  void shouldAnswerEachOperationAsItIsDescribed() throws Exception {
    for (Operation one : operations()) {
      signInAgain();
      Answer answer = one.order(ann, "101", null, "");
      assertThat(answer.status()).as(one + " " + answer).isEqualTo(200);
      assertThat(answer.body()).as(one.toString()).containsKeys("message", "retcode");
      assertThat(answer.retcode()).as(one + " " + answer.body()).isNotIn("000-002", "100-001");
      assertThat(codes()).contains(answer.retcode());
    }
  }

  private static void signInAgain() throws Exception {
    ann = house.desk("101");
    Answer answer =
        ann.order(
            "PUT",
            "onlineagent/101/forcelogin",
            "{\"password\":\"%s\",\"phonenum\":\"2001\"}".formatted(House.PASSWORD));
    assertThat(answer.retcode()).isEqualTo("0");
  }

  private static Set<Object> codes() {
    Map<String, Object> reply =
        map(map(map(document.get("components")).get("schemas")).get("Reply"));
    Map<String, Object> retcode = map(map(reply.get("properties")).get("retcode"));
    Set<Object> all = new LinkedHashSet<>();
    list(retcode.get("oneOf")).forEach(one -> all.add(one.get("const")));
    assertThat(all)
        .hasSize((int) Stream.of(ResultCode.values()).map(ResultCode::code).distinct().count());
    return all;
  }

  @Test
  void shouldRefuseWhatIsOneOverADescribedLimit() throws Exception {
    signInAgain();
    int limits = 0;
    for (Interface row : rows()) {
      if (row.path().startsWith("agentevent/")) continue;
      Operation operation = operation(row);
      for (Field field : row.fields()) {
        Map<String, Object> schema = schema(operation, field);
        Object over = over(schema);
        if (over == null || field.name().equals("password")) continue;
        Answer answer = operation.order(ann, "101", field.name(), over);
        String what = row.name() + " " + field.name() + " " + answer.body();
        assertThat(answer.retcode()).as(what).isEqualTo(row.signedIn() ? "000-002" : "100-001");
        assertThat(answer.message()).as(what).contains(field.name());
        limits++;
      }
    }
    assertThat(limits).isGreaterThan(20);
    assertThat(ann.order("GET", "onlineagent/101/agentskills", "").retcode())
        .as("nothing has changed")
        .isEqualTo("0");
  }

  private static @Nullable Object over(Map<String, Object> schema) {
    if (schema.containsKey("maximum")) {
      return Long.parseLong(String.valueOf(schema.get("maximum"))) + 1;
    }
    if (schema.containsKey("maxLength")) {
      return "1".repeat(Integer.parseInt(String.valueOf(schema.get("maxLength"))) + 1);
    }
    return schema.containsKey("pattern")
        ? "\u0000"
        : "boolean".equals(schema.get("type")) ? "maybe" : null;
  }

  /** What the centre's code tells is described. */
  @Test
  void shouldDescribeEachEventThatAgentsAreTold() throws IOException {
    Set<String> described = new TreeSet<>();
    Map<String, Object> event =
        map(map(map(document.get("components")).get("schemas")).get("Event"));
    list(map(map(event.get("properties")).get("eventType")).get("oneOf"))
        .forEach(one -> described.add(String.valueOf(one.get("const"))));
    assertThat(described).isEqualTo(new TreeSet<>(EventTypes.ALL.keySet()));
    Pattern name =
        Pattern.compile(
            "\"((?:Agent(?:Event|State|Other|MediaEvent)_\\w+)|OUTBOUND_DETECT_EVENT)\"");
    Set<String> told = new TreeSet<>();
    try (Stream<Path> sources = Files.list(Path.of("src/main/java/org/ozml/ccgateway"))) {
      for (Path source : sources.filter(Files::isRegularFile).toList()) {
        Matcher matcher = name.matcher(Files.readString(source));
        while (matcher.find()) told.add(matcher.group(1));
      }
    }
    assertThat(told).isNotEmpty().isSubsetOf(described);
  }
}
