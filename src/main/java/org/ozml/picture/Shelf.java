package org.ozml.picture;

import static java.util.Comparator.comparingDouble;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.ozml.picture.Drawing.Point;

/** Packs rectangles onto a page of a given width, each as high up as it fits. */
final class Shelf {
  private record Field(double x, double y, double width, double height) {
    boolean meets(Field other) {
      return x < other.x + other.width
          && other.x < x + width
          && y < other.y + other.height
          && other.y < y + height;
    }
  }

  private static final double STEP = 20;

  private final double page;
  private final double gap;
  private final List<Field> taken = new ArrayList<>();
  private List<Point> corners = List.of();

  private Shelf(double page, double gap) {
    this.page = page;
    this.gap = gap;
  }

  /**
   * Packs onto the page that makes the lowest pile, of those that are not wider than a limit: in
   * the order given, or the wide ones first, so that narrow ones find their gaps. The first keep
   * their place in any case.
   */
  static Shelf best(List<Point> sizes, int first, double limit, double gap) {
    double widest = sizes.stream().mapToDouble(Point::x).max().orElse(0);
    List<Integer> given = IntStream.range(0, sizes.size()).boxed().toList();
    List<Integer> wide = new ArrayList<>(given);
    wide.subList(first, wide.size()).sort(comparingDouble(i -> -sizes.get(i).x()));
    Shelf best = packed(sizes, given, Math.max(widest, limit), gap);
    for (List<Integer> order : List.of(given, wide)) {
      for (double page = widest; page <= limit; page += STEP) {
        Shelf shelf = packed(sizes, order, page, gap);
        if (shelf.height() < best.height()) best = shelf;
      }
    }
    return best;
  }

  private static Shelf packed(List<Point> sizes, List<Integer> order, double page, double gap) {
    Shelf shelf = new Shelf(page, gap);
    Point[] corners = new Point[sizes.size()];
    for (int i : order) corners[i] = shelf.place(sizes.get(i).x(), sizes.get(i).y());
    shelf.corners = List.of(corners);
    return shelf;
  }

  /** Returns the upper left corners, in the order of the rectangles. */
  List<Point> corners() {
    return corners;
  }

  private Point place(double width, double height) {
    List<Double> lefts = new ArrayList<>(List.of(0.0));
    List<Double> tops = new ArrayList<>(List.of(0.0));
    for (Field field : taken) {
      lefts.add(field.x + field.width);
      tops.add(field.y + field.height);
    }
    lefts.sort(null);
    tops.sort(null);
    for (double top : tops) {
      for (double left : lefts) {
        if (left > 0 && left + width > page) continue;
        Field field = new Field(left, top, width + gap, height + gap);
        if (taken.stream().anyMatch(field::meets)) continue;
        taken.add(field);
        return new Point(left, top);
      }
    }
    throw new IllegalStateException("below everything there is always room");
  }

  double width() {
    return taken.stream().mapToDouble(field -> field.x + field.width - gap).max().orElse(0);
  }

  double height() {
    return taken.stream().mapToDouble(field -> field.y + field.height - gap).max().orElse(0);
  }
}
