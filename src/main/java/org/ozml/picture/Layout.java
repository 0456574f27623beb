package org.ozml.picture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.elk.alg.layered.LayeredLayoutProvider;
import org.eclipse.elk.alg.layered.options.LayerConstraint;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.alg.layered.options.NodePlacementStrategy;
import org.eclipse.elk.alg.layered.options.OrderingStrategy;
import org.eclipse.elk.alg.layered.options.WrappingStrategy;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.options.PortConstraints;
import org.eclipse.elk.core.options.PortSide;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkBendPoint;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.ElkPort;
import org.eclipse.elk.graph.util.ElkGraphUtil;
import org.ozml.picture.Chart.Box;
import org.ozml.picture.Chart.Exit;
import org.ozml.picture.Chart.Script;
import org.ozml.picture.Chart.Target;
import org.ozml.picture.Drawing.Panel;
import org.ozml.picture.Drawing.Placed;
import org.ozml.picture.Drawing.Point;
import org.ozml.picture.Drawing.Road;
import org.ozml.picture.Drawing.Route;
import org.ozml.picture.Drawing.Stop;

/**
 * Puts a chart in order: each script in layers from left to right, the scripts below each other,
 * and a map of them on top. The only user of Eclipse ELK.
 */
final class Layout {
  /** Wider, and nobody could read it in a page of text. */
  private static final double PAGE = 1320;

  private static final double MARGIN = 16;
  private static final double GAP = 14;
  private static final double TITLE = 28;
  private static final double PAD = 14;

  /** Room for the entrance, left of the first box. */
  private static final double LEFT = 34;

  /** Room for the end of a way that leads nowhere, right of a box. */
  private static final double TAIL = 16;

  /** Room for the numbers of lines above a box. */
  private static final double LABEL = 11;

  private static final double MAP_HEIGHT = 26;
  private static final int MAP_FROM = 3;

  static final Typeface NAME = new Typeface(12, true);

  private Layout() {}

  static Drawing of(Chart chart) {
    List<Panel> panels = new ArrayList<>();
    for (Script script : chart.scripts()) panels.add(panel(script));
    List<Stop> map = new ArrayList<>();
    List<Road> roads = new ArrayList<>();
    List<Point> sizes = new ArrayList<>();
    boolean mapped = chart.scripts().size() >= MAP_FROM;
    if (mapped) sizes.add(map(chart, map, roads));
    for (Panel panel : panels) sizes.add(new Point(panel.width(), panel.height()));
    Shelf shelf = Shelf.best(sizes, mapped ? 2 : 1, PAGE, GAP);
    List<Panel> placed = new ArrayList<>();
    for (int i = 0; i < panels.size(); i++) {
      Point corner = shelf.corners().get(mapped ? i + 1 : i);
      placed.add(moved(panels.get(i), corner.x() + MARGIN, corner.y() + MARGIN));
    }
    return new Drawing(
        chart,
        shelf.width() + 2 * MARGIN,
        shelf.height() + 2 * MARGIN,
        List.copyOf(map),
        List.copyOf(roads),
        placed);
  }

  private static Panel moved(Panel panel, double x, double y) {
    return new Panel(
        panel.script(),
        x,
        y,
        panel.width(),
        panel.height(),
        moved(panel.entrance(), x, y),
        panel.boxes().stream().map(b -> new Placed(b.shape(), b.x() + x, b.y() + y)).toList(),
        panel.routes().stream().map(r -> new Route(r.exit(), moved(r.points(), x, y))).toList());
  }

  private static List<Point> moved(List<Point> points, double x, double y) {
    return points.stream().map(point -> point.plus(x, y)).toList();
  }

  private static ElkNode graph() {
    ElkNode graph = ElkGraphUtil.createGraph();
    graph.setProperty(LayeredOptions.DIRECTION, Direction.RIGHT);
    graph.setProperty(LayeredOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
    graph.setProperty(LayeredOptions.PADDING, new ElkPadding(0));
    graph.setProperty(LayeredOptions.RANDOM_SEED, 1);
    graph.setProperty(LayeredOptions.CONSIDER_MODEL_ORDER_STRATEGY, OrderingStrategy.PREFER_EDGES);
    graph.setProperty(LayeredOptions.NODE_PLACEMENT_STRATEGY, NodePlacementStrategy.BRANDES_KOEPF);
    graph.setProperty(LayeredOptions.SPACING_NODE_NODE, 12.0);
    graph.setProperty(LayeredOptions.SPACING_EDGE_NODE, 8.0);
    graph.setProperty(LayeredOptions.SPACING_EDGE_EDGE, 8.0);
    graph.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, 32.0);
    graph.setProperty(LayeredOptions.SPACING_EDGE_NODE_BETWEEN_LAYERS, 15.0);
    graph.setProperty(LayeredOptions.SPACING_EDGE_EDGE_BETWEEN_LAYERS, 7.0);
    return graph;
  }

  private static void arrange(ElkNode graph) {
    LayoutMetaDataService.getInstance(); // tells ELK how to copy its own settings
    new LayeredLayoutProvider().layout(graph, new BasicProgressMonitor());
  }

  private static ElkPort port(ElkNode node, PortSide side, double y) {
    ElkPort port = ElkGraphUtil.createPort(node);
    port.setProperty(LayeredOptions.PORT_SIDE, side);
    port.setLocation(side == PortSide.WEST ? 0 : node.getWidth(), y);
    return port;
  }

  private static ElkNode node(ElkNode graph, double width, double height) {
    ElkNode node = ElkGraphUtil.createNode(graph);
    node.setDimensions(width, height);
    node.setProperty(LayeredOptions.PORT_CONSTRAINTS, PortConstraints.FIXED_POS);
    return node;
  }

  private static Panel panel(Script script) {
    ElkNode graph = graph();
    Map<String, ElkNode> nodes = new LinkedHashMap<>();
    Map<String, ElkPort> doors = new HashMap<>();
    Map<String, Shape> shapes = new HashMap<>();
    for (Box box : script.boxes()) {
      Shape shape = Shape.of(box);
      ElkNode node = node(graph, Shape.WIDTH, shape.height() + LABEL);
      nodes.put(box.id(), node);
      shapes.put(box.id(), shape);
      doors.put(box.id(), port(node, PortSide.WEST, Shape.DOOR + LABEL));
    }
    ElkNode first = script.first() == null ? null : nodes.get(script.first());
    if (first != null)
      first.setProperty(LayeredOptions.LAYERING_LAYER_CONSTRAINT, LayerConstraint.FIRST);
    Map<ElkEdge, Exit> edges = new LinkedHashMap<>();
    for (Box box : script.boxes()) connect(box, nodes, shapes, doors, edges);
    arrange(graph);
    if (graph.getWidth() > PAGE) {
      graph.setProperty(LayeredOptions.WRAPPING_STRATEGY, WrappingStrategy.MULTI_EDGE);
      graph.setProperty(LayeredOptions.ASPECT_RATIO, 2.0);
      arrange(graph);
    }
    List<Placed> boxes = new ArrayList<>();
    nodes.forEach((id, node) -> boxes.add(placed(shapes, id, node)));
    List<Route> routes = new ArrayList<>();
    edges.forEach((edge, exit) -> routes.add(new Route(exit, points(edge, LEFT, TITLE))));
    double width = Math.max(graph.getWidth() + TAIL, NAME.width(script.name()) + 40);
    return new Panel(
        script,
        0,
        0,
        width + LEFT + PAD,
        graph.getHeight() + TITLE + PAD,
        first == null ? List.of() : entrance(first),
        boxes,
        routes);
  }

  /** A short way to the first box. */
  private static List<Point> entrance(ElkNode first) {
    Point end = new Point(first.getX() + LEFT, first.getY() + TITLE + LABEL + Shape.DOOR);
    return List.of(end.plus(-18, 0), end);
  }

  private static Placed placed(Map<String, Shape> shapes, String id, ElkNode node) {
    Shape shape = shapes.get(id);
    if (shape == null) throw new IllegalStateException("no shape of " + id);
    return new Placed(shape, node.getX() + LEFT, node.getY() + TITLE + LABEL);
  }

  private static void connect(
      Box box,
      Map<String, ElkNode> nodes,
      Map<String, Shape> shapes,
      Map<String, ElkPort> doors,
      Map<ElkEdge, Exit> edges) {
    ElkNode node = nodes.get(box.id());
    Shape shape = shapes.get(box.id());
    if (node == null || shape == null) return;
    for (Exit exit : box.exits()) {
      if (!(exit.target() instanceof Target.To to)) continue;
      ElkPort door = doors.get(to.box());
      if (door == null) throw new IllegalStateException("no box " + to.box());
      ElkPort from = port(node, PortSide.EAST, shape.door(exit) + LABEL);
      edges.put(ElkGraphUtil.createSimpleEdge(from, door), exit);
    }
  }

  private static List<Point> points(ElkEdge edge, double right, double down) {
    List<Point> points = new ArrayList<>();
    for (ElkEdgeSection section : edge.getSections()) {
      points.add(new Point(section.getStartX() + right, section.getStartY() + down));
      for (ElkBendPoint bend : section.getBendPoints()) {
        points.add(new Point(bend.getX() + right, bend.getY() + down));
      }
      points.add(new Point(section.getEndX() + right, section.getEndY() + down));
    }
    return points;
  }

  /** Arranges the scripts; returns how large the map is. */
  private static Point map(Chart chart, List<Stop> map, List<Road> roads) {
    ElkNode graph = graph();
    graph.setProperty(LayeredOptions.SPACING_NODE_NODE, 9.0);
    Map<Integer, ElkNode> nodes = new LinkedHashMap<>();
    for (Script script : chart.scripts()) {
      double width = NAME.width(script.name()) + 44;
      nodes.put(script.number(), node(graph, width, MAP_HEIGHT));
    }
    Map<ElkEdge, Road> edges = new LinkedHashMap<>();
    for (Road road : tree(chart)) {
      ElkNode from = nodes.get(road.from());
      ElkNode to = nodes.get(road.to());
      if (from == null || to == null) continue;
      ElkPort out = port(from, PortSide.EAST, MAP_HEIGHT / 2);
      ElkPort in = port(to, PortSide.WEST, MAP_HEIGHT / 2);
      edges.put(ElkGraphUtil.createSimpleEdge(out, in), road);
    }
    arrange(graph);
    for (Script script : chart.scripts()) {
      ElkNode node = nodes.get(script.number());
      if (node == null) continue;
      map.add(
          new Stop(
              script,
              node.getX() + MARGIN + PAD,
              node.getY() + MARGIN + PAD,
              node.getWidth(),
              node.getHeight()));
    }
    edges.forEach(
        (edge, road) ->
            roads.add(new Road(road.from(), road.to(), points(edge, MARGIN + PAD, MARGIN + PAD))));
    return new Point(graph.getWidth() + 2 * PAD, graph.getHeight() + 2 * PAD);
  }

  private static Set<Integer> next(Script script) {
    Set<Integer> next = new TreeSet<>();
    for (Box box : script.boxes()) {
      for (Exit exit : box.exits()) {
        if (exit.target() instanceof Target.Into into) next.add(into.script());
      }
    }
    return next;
  }

  /** Each script hangs on the one that leads to it first: a tree is read at a glance. */
  private static List<Road> tree(Chart chart) {
    Set<Integer> reached = new HashSet<>(Set.of(1));
    List<Road> tree = new ArrayList<>();
    for (Script script : chart.scripts()) {
      for (int to : next(script)) {
        if (reached.add(to)) tree.add(new Road(script.number(), to, List.of()));
      }
    }
    return tree;
  }
}
