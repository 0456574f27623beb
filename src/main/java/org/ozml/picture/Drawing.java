package org.ozml.picture;

import java.util.List;
import org.ozml.picture.Chart.Exit;
import org.ozml.picture.Chart.Script;

/**
 * A chart with everything in its place, in pixels from the upper left corner.
 *
 * @param chart what is drawn
 * @param map how the scripts lead to each other; empty when there are few
 * @param roads the ways in the map
 * @param panels one for each script
 */
record Drawing(
    Chart chart,
    double width,
    double height,
    List<Stop> map,
    List<Road> roads,
    List<Panel> panels) {

  /** A script in the map. */
  record Stop(Script script, double x, double y, double width, double height) {}

  /** A way in the map. */
  record Road(int from, int to, List<Point> points) {}

  /**
   * A script.
   *
   * @param entrance where it begins
   */
  record Panel(
      Script script,
      double x,
      double y,
      double width,
      double height,
      List<Point> entrance,
      List<Placed> boxes,
      List<Route> routes) {}

  /** A box and its upper left corner. */
  record Placed(Shape shape, double x, double y) {}

  /** The way to another box. */
  record Route(Exit exit, List<Point> points) {}

  /** A point. */
  record Point(double x, double y) {
    Point plus(double right, double down) {
      return new Point(x + right, y + down);
    }
  }
}
