package org.ozml.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ozml.alarm.ContactId.Qualifier;

/** What an alarm says, and that only what is right is read (SIA DC-05-1999.09). */
class ContactIdTest {
  private static final String ALL = "1234567890BCDEF";

  /** The published examples: burglary, its restore, an opening, a closing. */
  @ParameterizedTest
  @CsvSource({
    "1234, NEW_EVENT, 131, 01, 015, 1234181131010158",
    "1234, NEW_RESTORE, 131, 01, 015, 1234183131010156",
    "1234, NEW_EVENT, 401, 02, 003, 1234181401020035",
    "1234, NEW_RESTORE, 401, 03, 005, 123418340103005F",
    "6556, NEW_RESTORE, 402, A1, 015, 655618340201015D"
  })
  void writesAndReadsThePublishedExamples(
      String account,
      Qualifier qualifier,
      String event,
      String partition,
      String zone,
      String all) {
    ContactId alarm = new ContactId(account, qualifier, event, partition, zone);
    assertThat(alarm.digits()).isEqualTo(all);
    assertThat(ContactId.parse(all)).isEqualTo(alarm);
  }

  @Test
  void readsBothMessageTypes() {
    // Eight more than with 18, so the check digit is eight more too, modulo 15.
    assertThat(ContactId.parse("123498113101015F"))
        .isEqualTo(ContactId.parse("1234181131010158"))
        .isNotNull();
    assertThat(ContactId.parse("1234981131010158")).isNull();
  }

  @Test
  void fillsFieldsUpAndWritesAsTheDigitZero() {
    ContactId alarm = new ContactId("adff", Qualifier.NEW_EVENT, "1", "", "a");
    assertThat(alarm).isEqualTo(new ContactId("0DFF", Qualifier.NEW_EVENT, "001", "00", "000"));
    assertThat(alarm).hasToString("0DFF 1001 00 000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"12345", "12G4", "12*4", "-1"})
  void refusesFieldsThatAreNone(String account) {
    assertThatThrownBy(() -> new ContactId(account, Qualifier.NEW_EVENT, "110", "01", "001"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(account);
  }

  @Test
  void sendsTheDigitsThatHaveNoKeyWithOthers() {
    String keys = new ContactId("BCDE", Qualifier.NEW_EVENT, "F00", "00", "000").keys();
    assertThat(keys).startsWith("*#AB181C00");
    assertThat(ContactId.digitsOf("1234567890*#ABC")).isEqualTo(ALL);
    assertThat(ContactId.digitsOf("D")).isEqualTo("?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "123418113101015",
        "12341811310101588",
        "123418113101015?",
        "1234171131010159",
        "1234182131010157",
        "A234181131010158"
      })
  void readsNothingElse(String digits) {
    assertThat(ContactId.parse(digits)).isNull();
  }

  @Property
  void whatIsSentIsRead(@ForAll("alarms") ContactId alarm) {
    assertThat(ContactId.parse(alarm.digits())).isEqualTo(alarm);
    assertThat(ContactId.digitsOf(alarm.keys())).isEqualTo(alarm.digits());
  }

  @Property
  void anySingleWrongDigitIsRefused(
      @ForAll("alarms") ContactId alarm,
      @ForAll @IntRange(max = 15) int place,
      @ForAll @IntRange(max = 14) int digit) {
    StringBuilder wrong = new StringBuilder(alarm.digits());
    wrong.setCharAt(place, ALL.charAt(digit));
    boolean same = wrong.toString().equals(alarm.digits());
    assertThat(ContactId.parse(wrong.toString()) == null).isEqualTo(!same);
  }

  /** A sum cannot see that two digits have changed places; where they must stand, the form does. */
  @Property
  void changedPlacesAreSeenOnlyByTheForm(
      @ForAll("alarms") ContactId alarm, @ForAll @IntRange(max = 14) int place) {
    char[] digits = alarm.digits().toCharArray();
    char first = digits[place];
    digits[place] = digits[place + 1];
    digits[place + 1] = first;
    String changed = new String(digits);
    boolean type = changed.startsWith("18", 4) || changed.startsWith("98", 4);
    boolean form = type && "136".indexOf(changed.charAt(6)) >= 0;
    assertThat(ContactId.parse(changed) != null).isEqualTo(form);
  }

  @Provide
  Arbitrary<ContactId> alarms() {
    return Combinators.combine(
            digits(4), Arbitraries.of(Qualifier.class), digits(3), digits(2), digits(3))
        .as(ContactId::new);
  }

  private static Arbitrary<String> digits(int length) {
    return Arbitraries.strings().withChars(ALL.toCharArray()).ofLength(length);
  }
}
