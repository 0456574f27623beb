package org.ozml.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ozml.document.Reading.command;
import static org.ozml.document.Reading.finding;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** OzML language notes, 2.2: in SQL a reference is a bind parameter. */
class StatementTest {
  private static final Scope SCOPE =
      name ->
          switch (name) {
            case "name" -> new Variable("Eve");
            case "evil" -> new Variable("' OR 1=1; --");
            case "item" -> new Variable("m.wav", Map.of("from", "1005"));
            default -> null;
          };

  private static Value<GoTo.Target> target(String sql) {
    return command(GoTo.class, "<GoTo><![CDATA[" + sql + "]]></GoTo>").target();
  }

  private static Statement statement(String sql) {
    GoTo.Target target = target(sql).resolve(SCOPE);
    assertThat(target).isInstanceOf(GoTo.Target.Select.class);
    return ((GoTo.Target.Select) Objects.requireNonNull(target)).statement();
  }

  /** A document may be 1 MiB long, and whoever answers a notification writes it. */
  @ParameterizedTest
  @ValueSource(strings = {"SELECT '%s'", "SELECT 1 /*%s*/", "SELECT 1 %s"})
  void isReadHoweverLongItIs(String sql) {
    String text = sql.formatted("''".repeat(100_000));
    assertThat(statement(text).sql()).isEqualTo(text);
  }

  private static Diagnostic wrong(String sql) {
    return finding("<Response><GoTo><![CDATA[" + sql + "]]></GoTo></Response>");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "SELECT a FROM t WHERE b = $name|SELECT a FROM t WHERE b = ?|Eve",
        "SELECT a FROM t WHERE b = '$name'|SELECT a FROM t WHERE b = ?|Eve",
        "select a from t where b='$name'and c=$evil|select a from t where b=?and c=?|Eve,' OR 1=1; --",
        "SELECT a FROM t WHERE b IN ($name,'$evil')|SELECT a FROM t WHERE b IN (?,?)|Eve,' OR 1=1; --",
        "SELECT a WHERE b = $item.from|SELECT a WHERE b = ?|1005",
        "SELECT a WHERE b = $item|SELECT a WHERE b = ?|m.wav",
        "SELECT a WHERE b = '$nobody'|SELECT a WHERE b = ?|$nobody",
        "SELECT 'it''s', $name|SELECT 'it''s', ?|Eve",
        "SELECT ''+$name+''|SELECT ''+?+''|Eve",
        "SELECT '$$name', $name|SELECT '$name', ?|Eve",
        "SELECT '?', \"a?\", $name -- what?|SELECT '?', \"a?\", ? -- what?|Eve",
        "SELECT ';' FROM t;|SELECT ';' FROM t|",
        "SELECT 1 ; -- done|SELECT 1  -- done|",
        "SELECT 1 /* ; ' */|SELECT 1 /* ; ' */|",
        "WITH x AS (SELECT $name) SELECT * FROM x|WITH x AS (SELECT ?) SELECT * FROM x|Eve",
        "SELECT a FROM t WHERE d = DATE '2026-01-01'|SELECT a FROM t WHERE d = DATE '2026-01-01'|",
      })
  void shouldBindReferences(String written, String sql, String parameters) {
    List<String> expected = parameters == null ? List.of() : List.of(parameters.split(","));
    assertThat(statement(written)).isEqualTo(new Statement(sql, expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "SELECT a WHERE b LIKE '%$name%'|outside of quotes, or alone in single quotes",
        "SELECT a WHERE b = ' $name'|alone in single quotes",
        "SELECT a WHERE b = '$name '|alone in single quotes",
        "SELECT a WHERE b = '$name$evil'|alone in single quotes",
        "SELECT a WHERE b = '$name''s'|alone in single quotes",
        "SELECT a WHERE b = '''$name'''|alone in single quotes",
        "SELECT \"$name\" FROM t|alone in single quotes",
        "SELECT `$name` FROM t|alone in single quotes",
        "SELECT a -- $name|no reference inside a comment",
        "SELECT a /* $name */ FROM t|no reference inside a comment",
        "SELECT a FROM t_$name|where a value can stand",
        "SELECT a FROM t WHERE b = $name$evil|where a value can stand",
        "SELECT a FROM t WHERE b = N'$name'|where a value can stand",
        "SELECT 'a|quotes that are closed",
        "SELECT \"a|quotes that are closed",
        "SELECT /* a|comments that end",
        "SELECT /* a /* b */ */ 1|comments that end",
        "SELECT a WHERE b = ?|not a question mark",
        "SELECT $$x$$|a $ only before a name or inside quotes",
        "SELECT E'\\''; DELETE FROM t; --'|no backslash before a quote",
        "SELECT 1; SELECT 2|one statement",
        "SELECT 1; DELETE FROM t|one statement",
        "SELECT $name; DROP TABLE t|one statement",
        "SELECT 1;;SELECT 2|one statement",
      })
  void shouldSayWhatIsWrongWhenItIsRead(String sql, String expected) {
    Diagnostic finding = wrong(sql);
    assertThat(finding.rule()).isEqualTo(Rule.OZ104);
    assertThat(finding.advice()).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELETE FROM t",
        "update t set a = $name",
        "CALL x()",
        "(SELECT 1)",
        "selection",
        "$name SELECT",
        "/* SELECT */",
      })
  void shouldTakeNothingButASelect(String sql) {
    String menu = "<UserInput ExecuteSQL=\"%s\"/>".formatted(sql);
    Diagnostic finding = finding("<Response>" + menu + "</Response>");
    assertThat(finding.rule()).isEqualTo(Rule.OZ104);
    assertThat(finding.advice()).contains("SELECT");
  }

  @Test
  void aValueNeverMakesAStatement() {
    Value<GoTo.Target> target = target("$where");
    assertThat(target.resolve(name -> new Variable("SELECT 1"))).isNull();
    assertThat(target.resolve(name -> new Variable("http://app/")))
        .isEqualTo(new GoTo.Target.Url("http://app/"));
  }

  @Test
  void aStatementWithoutReferencesIsAConstant() {
    assertThat(target("SELECT '$$5'").constant())
        .isEqualTo(new GoTo.Target.Select(new Statement("SELECT '$5'", List.of())));
  }

  @Provide
  Arbitrary<String> sql() {
    Arbitrary<String> piece =
        Arbitraries.of(
            " ", "'", "''", "\"", "--", "/*", "*/", "\n", ";", "?", "$$", "$name", "'$name'", "a",
            "1", "=", "(", ")", "`", "\\", "E", "N", "SELECT", ",", "$name.x");
    return piece.list().ofMaxSize(14).map(pieces -> "SELECT " + String.join("", pieces));
  }

  /** Whatever stands around a reference: its value is bound, and the text is the same for all. */
  @Property(tries = 5_000)
  void noValueEverStandsInTheText(@ForAll("sql") String written, @ForAll String value) {
    Value<Statement> read = Value.read(written, new ValueType.Sql());
    if (read.wrong()) return;
    Statement one = read.resolve(name -> new Variable(value));
    Statement other = read.resolve(name -> new Variable("other"));
    assertThat(one).isNotNull();
    assertThat(other).isNotNull();
    assertThat(one.sql()).isEqualTo(other.sql());
    long marks = withoutQuotesAndComments(one.sql()).chars().filter(c -> c == '?').count();
    assertThat(one.parameters()).hasSize((int) marks);
    assertThat(withoutQuotesAndComments(one.sql())).doesNotContain(";").doesNotContain("$");
  }

  /** An independent reading, a character at a time, as databases do it. */
  private static String withoutQuotesAndComments(String sql) {
    StringBuilder rest = new StringBuilder();
    for (int i = 0; i < sql.length(); i++) {
      char c = sql.charAt(i);
      if (c == '\'' || c == '"' || c == '`') {
        int end = sql.indexOf(c, i + 1);
        assertThat(end).as(sql).isPositive();
        i = end;
      } else if (sql.startsWith("--", i)) {
        while (i + 1 < sql.length() && sql.charAt(i + 1) != '\n' && sql.charAt(i + 1) != '\r') i++;
      } else if (sql.startsWith("/*", i)) {
        int end = sql.indexOf("*/", i + 2);
        assertThat(end).as(sql).isPositive();
        i = end + 1;
      } else {
        rest.append(c);
      }
    }
    return rest.toString();
  }
}
