package org.ozml.picture;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ozml.picture.Drawing.Panel;
import org.ozml.picture.Drawing.Placed;
import org.ozml.picture.Drawing.Point;
import org.ozml.picture.Drawing.Route;

class LayoutTest {
  private record Field(double left, double top, double right, double bottom) {
    boolean meets(Field other) {
      return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
    }

    boolean holds(Field other) {
      return left <= other.left
          && top <= other.top
          && right >= other.right
          && bottom >= other.bottom;
    }
  }

  private static Field field(Placed placed) {
    double right = placed.x() + Shape.WIDTH;
    return new Field(placed.x(), placed.y(), right, placed.y() + placed.shape().height());
  }

  private static Field field(Panel panel) {
    return new Field(panel.x(), panel.y(), panel.x() + panel.width(), panel.y() + panel.height());
  }

  @ParameterizedTest
  @ValueSource(strings = {"menu.xml", "voicemail/menu.xml", "pin/pin.xml", "ivr/main.xml"})
  void shouldPutNothingOverAnything(String file) {
    shouldBeApart(Layout.of(Drawn.file(Path.of("examples", file))));
  }

  @Test
  void shouldBreakALongWayIntoLines() {
    String[] transfers = new String[20];
    Arrays.fill(transfers, "<BlindTransfer Target='1'/><Speak>Sorry, they do not answer.</Speak>");
    Drawing drawing = Layout.of(Drawn.lines(transfers));
    assertThat(drawing.width()).isLessThan(2000);
    shouldBeApart(drawing);
  }

  private static void shouldBeApart(Drawing drawing) {
    List<Field> panels = drawing.panels().stream().map(LayoutTest::field).toList();
    shouldBeApart(panels);
    Field page = new Field(0, 0, drawing.width(), drawing.height());
    assertThat(panels).isNotEmpty().allMatch(page::holds);
    for (Panel panel : drawing.panels()) {
      List<Field> boxes = panel.boxes().stream().map(LayoutTest::field).toList();
      shouldBeApart(boxes);
      assertThat(boxes).isNotEmpty().allMatch(field(panel)::holds);
      for (Route route : panel.routes()) {
        for (Field piece : pieces(route)) assertThat(boxes).noneMatch(piece::meets);
      }
    }
  }

  private static void shouldBeApart(List<Field> fields) {
    for (Field one : fields) {
      assertThat(fields).filteredOn(one::meets).containsExactly(one);
    }
  }

  /** The straight pieces of a way, without the point where it touches its boxes. */
  private static List<Field> pieces(Route route) {
    List<Field> pieces = new ArrayList<>();
    List<Point> points = route.points();
    for (int i = 1; i < points.size(); i++) {
      Point a = points.get(i - 1);
      Point b = points.get(i);
      pieces.add(
          new Field(
              Math.min(a.x(), b.x()) + .1,
              Math.min(a.y(), b.y()) - .1,
              Math.max(a.x(), b.x()) - .1,
              Math.max(a.y(), b.y()) + .1));
    }
    return pieces;
  }

  @ParameterizedTest
  @ValueSource(strings = {"menu.xml", "voicemail/menu.xml", "pin/pin.xml", "ivr/main.xml"})
  void shouldKeepTextInsideItsBox(String file) {
    for (Panel panel : Layout.of(Drawn.file(Path.of("examples", file))).panels()) {
      for (Placed placed : panel.boxes()) {
        for (Shape.Words words : placed.shape().words()) {
          assertThat(Shape.TEXT.width(words.text()))
              .isLessThanOrEqualTo(Shape.WIDTH - 2 * Shape.PAD - Shape.ICON);
          assertThat(words.base()).isLessThan(placed.shape().height());
        }
      }
    }
  }

  @Test
  void shouldArriveAtTheDoorOfTheBoxItLeadsTo() {
    Panel panel = Layout.of(Drawn.file(Path.of("examples/menu.xml"))).panels().get(0);
    assertThat(panel.routes()).isNotEmpty();
    for (Route route : panel.routes()) {
      Point end = route.points().get(route.points().size() - 1);
      assertThat(panel.boxes())
          .anyMatch(
              box ->
                  Math.abs(box.x() - end.x()) < .5
                      && Math.abs(box.y() + Shape.DOOR - end.y()) < .5);
    }
  }

  @Test
  void shouldDrawTheIvrInTime() {
    String picture =
        assertTimeoutPreemptively(
            ofSeconds(30), () -> Svg.of(Drawn.file(Path.of("examples/ivr/main.xml"))));
    assertThat(picture).contains("support.xml");
  }

  @Test
  void shouldPutWideOnesFirstWhereThatMakesThePileLower() {
    List<Point> sizes =
        List.of(
            new Point(100, 10),
            new Point(40, 50),
            new Point(70, 50),
            new Point(60, 50),
            new Point(30, 50));
    Shelf shelf = Shelf.best(sizes, 1, 100, 0);
    assertThat(shelf.height()).isEqualTo(110);
    assertThat(shelf.corners().get(0)).isEqualTo(new Point(0, 0));
  }
}
