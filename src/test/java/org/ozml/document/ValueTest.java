package org.ozml.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ozml.document.Reading.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OzML language notes, 1.7 and section 2. */
class ValueTest {
  /** Variables of a test, and the names that were asked for in vain. */
  private static final class Names implements Scope {
    private final Map<String, Variable> variables = new HashMap<>();
    final List<String> undefined = new ArrayList<>();

    Names with(String name, String text) {
      variables.put(name.toLowerCase(Locale.ROOT), new Variable(text));
      return this;
    }

    Names with(String name, String text, Map<String, String> members) {
      variables.put(name.toLowerCase(Locale.ROOT), new Variable(text, members));
      return this;
    }

    @Override
    public @Nullable Variable find(String name) {
      return variables.get(name);
    }

    @Override
    public void undefined(String reference) {
      undefined.add(reference);
    }
  }

  private static Names names() {
    return new Names()
        .with("name", "Eve")
        .with("n", "4")
        .with("item", "m1.wav", Map.of("from", "Adam", "message", "m1.wav"));
  }

  private static String spoken(String text, Scope scope) {
    return String.valueOf(
        command(Speak.class, "<Speak>" + text + "</Speak>").text().resolve(scope));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Hello $name|Hello Eve",
        "$NAME, $Name!|Eve, Eve!",
        "$name$name|EveEve",
        "$$name|$name",
        "$$$name|$Eve",
        "it costs $5|it costs $5",
        "it costs 5$|it costs 5$",
        "$|$",
        "$$|$",
        "$-a|$-a",
        "$names|$names",
        "$name_1|$name_1",
        "$name-1|Eve-1",
        "$name.|Eve.",
        "$name. Bye|Eve. Bye",
        "$name.from|Eve.from",
        "From $item.from .|From Adam .",
        "From $item.FROM.|From Adam.",
        "$item.from.message|Adam.message",
        "$item|m1.wav",
        "$item .|m1.wav .",
        "$item.size|$item.size",
        "$nobody|$nobody",
        "$nobody.else|$nobody.else",
      })
  void shouldReplaceReferences(String text, String expected) {
    assertThat(spoken(text, names())).isEqualTo(expected);
  }

  @Test
  void shouldTellOfUndefinedNames() {
    Names names = names();
    assertThat(spoken("$nobody and $item.size and $name.x", names))
        .isEqualTo("$nobody and $item.size and Eve.x");
    assertThat(names.undefined).containsExactly("$nobody", "$item.size");
  }

  @Test
  void shouldNotReplaceInWhatIsReplaced() {
    assertThat(spoken("$a", new Names().with("a", "$b").with("b", "wrong"))).isEqualTo("$b");
  }

  @Test
  void shouldKeepAConstantWithoutAsking() {
    Speak speak = command(Speak.class, "<Speak>Five $$ and $5</Speak>");
    assertThat(speak.text().constant()).isEqualTo("Five $ and $5");
    assertThat(speak.text().template()).isNull();
  }

  @Test
  void shouldEncodeInTheQueryOfAUrlOnly() {
    Names names = names().with("who", "Müller & Söhne").with("host", "example.com/ä");
    GoTo command = command(GoTo.class, "<GoTo Url='http://$host/$who?a=$who&amp;b=$n#$who'/>");
    assertThat(command.target().resolve(names)).isNull(); // a blank in the path: no URL
    assertThat(
            command(GoTo.class, "<GoTo Url='http://$host?a=$who&amp;b=$n'/>")
                .target()
                .resolve(names))
        .isEqualTo(
            new GoTo.Target.Url("http://example.com/ä?a=M%C3%BCller%20%26%20S%C3%B6hne&b=4"));
    assertThat(spoken("why? $who", names)).isEqualTo("why? Müller & Söhne");
  }

  @Test
  void shouldReadTypedValuesWhenTheyAreReplaced() {
    Delay delay = command(Delay.class, "<Delay Time='1$n'/>");
    assertThat(delay.time().constant()).isNull();
    assertThat(delay.time().resolve(names())).isEqualTo(Duration.ofSeconds(14));
    assertThat(delay.time().resolve(new Names().with("n", "x"))).isNull();
    assertThat(delay.time().resolve(new Names())).isNull();
    SendDTMF keys = command(SendDTMF.class, "<SendDTMF>$n#</SendDTMF>");
    assertThat(keys.keys().resolve(names())).isEqualTo("4#");
  }

  @ParameterizedTest
  @CsvSource({"10, 10000", "0.5, 500", ".25, 250", "1.0005, 1001", "0, 0", "31622400, 31622400000"})
  void shouldReadSeconds(String written, long milliseconds) {
    assertThat(command(Delay.class, "<Delay>" + written + "</Delay>").time().constant())
        .isEqualTo(Duration.ofMillis(milliseconds));
  }

  @ParameterizedTest
  @CsvSource({
    "true, true",
    "1, true",
    "yes, true",
    "TRUE, true",
    "Yes, true",
    "false, false",
    "0, false",
    "No, false"
  })
  void shouldReadBooleans(String written, boolean expected) {
    Play play = command(Play.class, "<Play AudioFile='a' Repeat='%s'/>".formatted(written));
    Value<Boolean> repeat = play.repeat();
    assertThat(repeat).isNotNull();
    assertThat(repeat.constant()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"caller, CALLER", "Callee, CALLEE", "ALL, ALL", "aLl, ALL"})
  void shouldReadPartiesInAnyLetterCase(String written, Party expected) {
    assertThat(
            command(Speak.class, "<Speak Party='%s'>x</Speak>".formatted(written))
                .party()
                .constant())
        .isEqualTo(expected);
  }

  @Test
  void shouldReadQualifiersInAnyLetterCase() {
    for (EventQualifier qualifier : EventQualifier.values()) {
      String name = qualifier.name().replace("_", "").toLowerCase(Locale.ROOT);
      for (String spelling : List.of(name, name.toUpperCase(Locale.ROOT))) {
        SendAlarmNotification alarm =
            command(
                SendAlarmNotification.class,
                ("<SendAlarmNotification PhoneNumber='1' AccountNumber='ab' EventCode='1'"
                        + " PartitionNumber='1' ZoneNumber='1' EventQualifier='%s'/>")
                    .formatted(spelling));
        assertThat(alarm.eventQualifier().constant()).isEqualTo(qualifier);
        assertThat(alarm.accountNumber().constant()).isEqualTo("00AB");
        assertThat(alarm.eventCode().constant()).isEqualTo("001");
        assertThat(alarm.partitionNumber().constant()).isEqualTo("01");
      }
    }
  }

  @Test
  void shouldReadKeysInCapitals() {
    assertThat(command(SendDTMF.class, "<SendDTMF>a1d*</SendDTMF>").keys().constant())
        .isEqualTo("A1D*");
  }

  @Test
  void shouldCollapseTheSpaceOfSpokenText() {
    assertThat(
            command(Speak.class, "<Speak>\n    Hello,\n\t $name  !\r\n  </Speak>")
                .text()
                .resolve(names()))
        .isEqualTo("Hello, Eve !");
  }

  @Test
  void shouldKeepTheLinesOfAMessageWithoutTheirIndent() {
    SendSms sms =
        command(
            SendSms.class,
            """
            <SendSms Recipient="1">
                  Dear all,

                    the alarm: $name
                  Bye
            </SendSms>
            """);
    assertThat(sms.message().resolve(names())).isEqualTo("Dear all,\n\n  the alarm: Eve\nBye");
  }

  @Test
  void shouldKeepTheLinesOfAMessageThatStartsBehindTheTag() {
    SendSms sms =
        command(SendSms.class, "<SendSms Recipient='1'>Dear all,\n    hello\n      you</SendSms>");
    assertThat(sms.message().constant()).isEqualTo("Dear all,\nhello\n  you");
  }

  @Test
  void shouldTrimOtherValues() {
    Var var = command(Var.class, "<Var ID=' a '>  one  two </Var>");
    assertThat(var.id().constant()).isEqualTo("a");
    assertThat(var.value().constant()).isEqualTo("one  two");
  }

  @Test
  void shouldReadEntitiesAndCdata() {
    assertThat(
            command(Speak.class, "<Speak>a &amp; <![CDATA[<b> & ]]>&#99; &#x64;</Speak>")
                .text()
                .constant())
        .isEqualTo("a & <b> & c d");
  }

  @Test
  void shouldReadItems() {
    Array array =
        command(
            Array.class,
            "<array id='a'><item>one</item><Item Value='two'/><ITEM/><item> $name </item></array>");
    assertThat(array.items().stream().map(item -> item.resolve(names())))
        .containsExactly("one", "two", "", "Eve");
  }

  @Property
  void shouldKeepAnyTextWithoutDollars(@ForAll String text) {
    String kept = text.replace("$", "");
    assertThat(Value.read(kept, new ValueType.Text()).constant()).isEqualTo(kept.strip());
  }

  @Property
  void shouldGiveAnyTextBackWhenItsDollarsAreDoubled(@ForAll String text) {
    Value<String> value = Value.read(text.replace("$", "$$"), new ValueType.Text());
    assertThat(value.resolve(names())).isEqualTo(text.strip());
  }

  @Property
  void shouldLeaveUndefinedReferencesAsTheyAre(@ForAll String text) {
    Value<String> value = Value.read(text, new ValueType.Text());
    Template template = value.template();
    if (template == null) return;
    String back = text.strip().replace("$$", "$");
    assertThat(value.resolve(new Names())).isEqualTo(back);
  }
}
