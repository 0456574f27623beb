package org.ozml.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ozml.ccgateway.EventTypes;
import org.ozml.configuration.YamlException;
import org.ozml.simulator.WebFault;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** What editors complete is what the reader takes, nothing more and nothing less. */
class ScenarioSchemaTest {
  private static final Path FILE = Path.of("schema", "scenario.schema.json");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNode TEXT = text();
  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(TEXT);

  private static JsonNode text() {
    try {
      return JSON.readTree(Files.readString(FILE));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Editors read YAML 1.2, in which a date is a text, and so is on. */
  private static final class Yaml12 extends Resolver {
    private static final Pattern FLAG = Pattern.compile("true|false");

    @Override
    public void addImplicitResolver(Tag tag, Pattern regexp, String first, int limit) {
      if (tag.equals(Tag.BOOL)) super.addImplicitResolver(tag, FLAG, "tf", limit);
      else if (!tag.equals(Tag.TIMESTAMP)) super.addImplicitResolver(tag, regexp, first, limit);
    }
  }

  private static String findings(String scenario) {
    LoaderOptions options = new LoaderOptions();
    DumperOptions dumping = new DumperOptions();
    Yaml yaml =
        new Yaml(
            new SafeConstructor(options), new Representer(dumping), dumping, options, new Yaml12());
    Object read = yaml.load(scenario);
    JsonNode node = JSON.valueToTree(read);
    return SCHEMA.validate(node).toString();
  }

  private static boolean isValid(String scenario) {
    return findings(scenario).equals("[]");
  }

  private static String problem(String scenario) {
    try {
      new ScenarioReader().read("a.yaml", scenario, null);
      return "";
    } catch (YamlException e) {
      return String.valueOf(e.getMessage());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void everyScenarioIsValid() throws IOException {
    List<Path> all = new ArrayList<>(CorpusTest.scenarios());
    all.add(Path.of("examples", "pin", "pin.yaml"));
    for (String example : List.of("ivr", "centre")) {
      try (Stream<Path> stories = Files.list(Path.of("examples", example, "tests"))) {
        stories.filter(file -> file.toString().endsWith(".yaml")).forEach(all::add);
      }
    }
    Map<Path, String> wrong = new TreeMap<>();
    for (Path file : all) {
      String findings = findings(Files.readString(file));
      if (!findings.equals("[]")) wrong.put(file, findings);
    }
    assertThat(wrong).isEmpty();
  }

  private static List<String> examples() {
    return Sentences.ALL.stream().map(Sentence::example).toList();
  }

  /** What stands before the value. */
  private static String key(String example) {
    return example.replaceAll(":( .*)?$", "");
  }

  /** Whatever is said with a sentence: both take it, or neither. */
  @Test
  void everySentenceIsTakenByBothOrByNeither() {
    List<String> sentences = new ArrayList<>();
    for (String example : examples()) {
      sentences.add(example);
      String key = key(example);
      sentences.add(key);
      sentences.add("caller " + key); // a word too many
      sentences.add(key.replaceFirst(" \\S+$", "")); // and one too few
    }
    sentences.addAll(List.of("1001 sings", "call A1 was", "nobody is", "the file a is deleted to"));
    sentences.addAll(
        List.of("the file a b is deleted", "the file a is never is moved", "a b hears"));
    List<String> different = new ArrayList<>();
    int taken = 0;
    for (String sentence : sentences) {
      for (String value :
          List.of(
              "",
              ": 200",
              ": InCall",
              ": {account: 1}",
              ": {connection: a, text: b}",
              ": {sql: a}")) {
        if (sentence.contains(": ") && !value.isEmpty()) continue;
        String step = "script: <Response/>\nsteps:\n  - " + sentence + value + "\n";
        String problem = problem(step);
        if (problem.isEmpty()) taken++;
        if (problem.isEmpty() != isValid(step)) different.add(sentence + value + "  " + problem);
      }
    }
    assertThat(different).isEmpty();
    assertThat(taken).isGreaterThan(100);
  }

  @Test
  void bothKnowTheSameEventsOfAgents() {
    List<String> inSchema = new ArrayList<>();
    TEXT.at("/$defs/agentEvent/enum").forEach(name -> inSchema.add(name.asText()));
    assertThat(inSchema).containsExactlyElementsOf(EventTypes.ALL.keySet());
  }

  @Test
  void everySentenceOfTheMessageIsTaken() {
    for (String example : examples()) {
      String step = "script: <Response/>\nsteps:\n  - " + example + "\n";
      assertThat(problem(step)).isEmpty();
      assertThat(findings(step)).as(example).isEqualTo("[]");
    }
  }

  @Test
  void everySentenceOfTheSchemaIsInTheMessage() {
    List<String> keys = examples().stream().map(ScenarioSchemaTest::key).toList();
    TEXT.at("/$defs/step/anyOf/1/patternProperties")
        .fieldNames()
        .forEachRemaining(
            pattern ->
                assertThat(keys)
                    .as(pattern)
                    .anyMatch(key -> Pattern.compile(pattern).matcher(key).find()));
  }

  /** Where entries have certain names; what the reader expects there is what the schema has. */
  private static final Map<String, String> PLACES =
      Map.ofEntries(
          Map.entry("", "surprise: 1"),
          Map.entry("/properties/call/anyOf/1", "call: {surprise: 1}"),
          Map.entry("/$defs/world", "world: {surprise: 1}"),
          Map.entry(
              "/$defs/world/properties/notifications", "world: {notifications: {surprise: 1}}"),
          Map.entry("/$defs/person/anyOf/1", "world: {people: {1: {surprise: 1}}}"),
          Map.entry("/$defs/act", "world: {people: {1: {does: {surprise: 1}}}}"),
          Map.entry("/$defs/panel", "world: {people: {1: {panel: {surprise: 1}}}}"),
          Map.entry("/$defs/centre/anyOf/1", "world: {people: {1: {centre: {surprise: 1}}}}"),
          Map.entry("/$defs/caller", "world: {callers: {surprise: 1}}"),
          Map.entry("/$defs/agent", "world: {agents: {101: {surprise: 1}}}"),
          Map.entry("/$defs/agentOrder", "world: {agents: {101: {phone: 1, does: {surprise: 1}}}}"),
          Map.entry("/$defs/contactCentre", "world: {centre: {surprise: 1}}"),
          Map.entry("/$defs/queue", "world: {centre: {queues: {20: {surprise: 1}}}}"),
          Map.entry("/$defs/centreAgent", "world: {centre: {agents: {101: {surprise: 1}}}}"),
          Map.entry("/$defs/ivr", "world: {centre: {ivr: {3: {surprise: 1}}}}"),
          Map.entry("/$defs/accessCode", "world: {centre: {access-codes: {3: {surprise: 1}}}}"),
          Map.entry(
              "/$defs/step/anyOf/1/patternProperties/^agent \\S+ (never )?gets$/anyOf/1",
              "steps: {agent 101 gets: {surprise: 1}}"),
          Map.entry("/$defs/standing", "world: {calls: {surprise: 1}}"),
          Map.entry("/$defs/webAnswer/anyOf/1", "world: {web: {a: {surprise: 1}}}"),
          Map.entry("/$defs/arriving", "world: {messages: {surprise: 1}}"),
          Map.entry("/$defs/voicemail", "world: {voicemails: {1: {surprise: 1}}}"),
          Map.entry("/$defs/table/anyOf/1", "world: {sql: {a: {surprise: 1}}}"),
          Map.entry(
              "/$defs/step/anyOf/1/patternProperties/^the database is asked$/anyOf/1",
              "steps: {the database is asked: {surprise: 1}}"));

  @Test
  void everyEntryOfTheReaderIsInTheSchemaAndTheOtherWayRound() {
    PLACES.forEach(
        (pointer, scenario) -> {
          String problem = problem("script: <Response/>\n" + scenario);
          assertThat(problem).contains("unknown entry 'surprise'; expected ");
          String names = problem.substring(problem.indexOf("expected ") + "expected ".length());
          TreeSet<String> properties = new TreeSet<>();
          TEXT.at(pointer + "/properties").fieldNames().forEachRemaining(properties::add);
          assertThat(new TreeSet<>(Arrays.asList(names.split(", ", -1))))
              .as(pointer)
              .isEqualTo(properties);
        });
    assertThat(Pattern.compile("\"properties\":").matcher(TEXT.toString()).results())
        .as("each place of the schema is tried here")
        .hasSize(PLACES.size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "title: empty",
        "script: <Response/>\ncontext: routing",
        "script: <Response/>\ncontext: elsewhere",
        "script: <Response/>\nracy: yes",
        "script: <Response/>\nracy: perhaps",
        "script: <Response/>\nworld: {time: 2026-11-21 18:30}",
        "script: <Response/>\nworld: {time: 2026-11-21 18:30:59}",
        "script: <Response/>\nworld: {time: 2026-13-21 18:30}",
        "script: <Response/>\nworld: {time: 2026-11-21}",
        "script: <Response/>\nworld: {time: noon}",
        "script: <Response/>\nworld: {others: busy}",
        "script: <Response/>\nworld: {others: asleep}",
        "script: <Response/>\nworld: {like: examples/alarm/world.yaml}",
        "script: <Response/>\nworld: {like: {others: busy}}",
        "script: <Response/>\nworld: examples/alarm/world.yaml",
        "script: <Response/>\nworld: [{others: busy}]",
        "script: <Response/>\nworld: {others: answers after 2min}",
        "script: <Response/>\nworld: {others: answers after lunch}",
        "script: <Response/>\nworld: {files: {a.wav: 3}}",
        "script: <Response/>\nworld: {files: {a.wav: 3 s}}",
        "script: <Response/>\nworld: {files: {a.wav: long}}",
        "script: <Response/>\nworld: {calls: {id: A1, caller: 1, callee: 2, state: Hold}}",
        "script: <Response/>\nworld: {calls: {id: A1, caller: 1, callee: 2, state: Busy}}",
        "script: <Response/>\nworld: {calls: {id: A1, caller: 1}}",
        "script: <Response/>\nworld: {people: {1: {does: {press: 1}}}}",
        "script: <Response/>\nworld: {people: {1: {does: {after: 1s}}}}",
        "script: <Response/>\nworld: {people: {1: {talks: 0s - 5s}}}",
        "script: <Response/>\nworld: {people: {1: {talks: always}}}",
        "script: <Response/>\nworld: {people: {1: {centre: good}}}",
        "script: <Response/>\nworld: {people: {1: {centre: bad}}}",
        "script: <Response/>\nworld: {people: {1: {panel: {account: 12AB, event: 110, partition: 1, zone: 1}}}}",
        "script: <Response/>\nworld: {people: {1: {panel: {account: 12AX, event: 110, partition: 1, zone: 1}}}}",
        "script: <Response/>\nworld: {connections: {a: accepts and reports Delivered after 5s}}",
        "script: <Response/>\nworld: {connections: {a: shrugs}}",
        "script: <Response/>\nworld: {voicemails: {1: {from: 2, date: 2026-11-20 10:12:00}}}",
        "script: <Response/>\nworld: {voicemails: {1: {from: 2, date: yesterday}}}",
        "script: <Response/>\nworld: {web: {a: {status: 404}, b: [<a/>, {fault: cut off}]}}",
        "script: <Response/>\nworld: {web: {a: {status: bad}}}",
        "script: <Response/>\nworld: {web: {a: [slow, cut off, not XML, redirect loop, unreachable, 404]}}",
        "script: <Response/>\nworld: {web: {a: {fault: slow, after: 3s}}}",
        "script: <Response/>\nworld: {web: {a: cutoff}}",
        "script: <Response/>\nworld: {web: {a: 42}}",
        "script: <Response/>\nworld: {web: {a: ''}}",
        "script: <Response/>\nworld: {web: {a: {answer: cutoff}}}",
        "script: <Response/>\nworld: {sql: {a: [{b: 1}], c: {rows: {b: 1}, after: 1s}}}",
        "script: <Response/>\nworld: {sql: {a: 1}}",
        "steps: nobody is left",
        "world: {centre: {}}",
        "world: {centre: {queues: {20: {ring: 10s, priority: 2}, 21: {}}}}",
        "world: {centre: {queues: {20: {priority: 101}}}}",
        "world: {centre: {queues: {voice: {}}}}",
        "world: {centre: {queues: {20: {}}, agents: {101: {skills: [20]}, 999999: {skills: 20}}}}",
        "world: {centre: {agents: {100: {}}}}",
        "world: {centre: {agents: {1000000: {}}}}",
        "world: {centre: {queues: {20: {}}, access-codes: {10086: {queue: 20, video: true}}}}",
        "world: {centre: {queues: {20: {}}, access-codes: {10086: {video: true}}}}",
        "world: {centre: {agents: {101: {}}, access-codes: {1: {agent: 101, ivr: 3}}}}",
        "world: {centre: {ivr: {3: {url: http://ivr.example.com/}}}}",
        "world: {centre: {ivr: {3: {}}}}",
        "world: {centre: {calling-number: 0123, recording: wav}}",
        "world: {centre: {calling-number: '+36', recording: wav}}",
        "world: {centre: {recording: ogg}}",
        "world: {centre: {outbound: {'': '0', 00: '000'}}}",
        "world: {centre: {outbound: {a: '0'}}}",
        "world: {centre: [a]}",
        "world: {centre: {agents: {101: {}}}, agents: {101: {phone: 2001, status: work}}}",
        "world: {centre: {agents: {101: {}}}, agents: {101: {phone: 2001, status: rest}}}",
        "world: {centre: {agents: {101: {}}}, agents: {101: {signs-in: 1s}}}",
        "world: {centre: {}, callers: {from: 1, to: 2, at: 5s, every: 30s, stays: 2m}}",
        "world: {centre: {}, callers: [{from: 1, to: 2}, {from: 3, to: 2}]}",
        "world: {centre: {}, callers: {from: 1}}",
        "script: <Response/>\nworld: {agents: {101: {phone: 1, does: [{on: a, after: 1s, order: rest, with: {time: 60}}]}}}",
        "script: <Response/>\nworld: {agents: {101: {phone: 1, does: {on: a}}}}",
        "script: <Response/>\nsteps: nobody is left",
        "script: <Response/>\nsteps: [{wait: 1s, order: a}]"
      })
  void aWorldIsTakenByBothOrByNeither(String scenario) {
    assertThat(isValid(scenario)).as(problem(scenario)).isEqualTo(problem(scenario).isEmpty());
  }

  @Test
  void everyWebFaultIsInTheSchema() {
    for (WebFault fault : WebFault.values()) {
      String world = "script: <Response/>\nworld: {web: {a: %s}}".formatted(fault.word());
      assertThat(isValid(world)).as(fault.word()).isTrue();
      assertThat(problem(world)).isEmpty();
    }
  }

  @Test
  void everyStateOfACallIsInTheSchema() {
    Stream<String> states =
        Arrays.stream(org.ozml.call.CallState.values()).map(org.ozml.call.CallState::word);
    for (String state : states.toList()) {
      String step = "script: <Response/>\nsteps: {the call is: %s}".formatted(state);
      assertThat(isValid(step)).as(state).isTrue();
    }
  }
}
