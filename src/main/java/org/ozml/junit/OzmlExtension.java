package org.ozml.junit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.ozml.check.ContextOf;
import org.ozml.document.Context;
import org.ozml.document.Document;
import org.ozml.document.DocumentReader;
import org.ozml.document.Limits;
import org.ozml.scenario.PlausibleWorld;
import org.ozml.scenario.ScenarioReader;
import org.ozml.scenario.Scene;
import org.ozml.simulator.World;

/**
 * Gives tests the call that their {@link CallScript} describes, and lets it go on to its end behind
 * them: what must never happen must not happen then, either.
 */
public final class OzmlExtension implements ParameterResolver, AfterTestExecutionCallback {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(OzmlExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == SimulatedCall.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    CallScript script = script(context);
    if (script == null) {
      throw new ParameterResolutionException(
          "say with @CallScript, at the method or its class, which script the call is about");
    }
    SimulatedCall call = call(script, context.getRequiredTestClass());
    context.getStore(NAMESPACE).put(SimulatedCall.class, call);
    return call;
  }

  @Override
  public void afterTestExecution(ExtensionContext context) {
    SimulatedCall call = context.getStore(NAMESPACE).get(SimulatedCall.class, SimulatedCall.class);
    if (call != null && context.getExecutionException().isEmpty()) call.finish();
  }

  private static @Nullable CallScript script(ExtensionContext context) {
    Optional<CallScript> own =
        AnnotationSupport.findAnnotation(context.getElement(), CallScript.class);
    Class<?> type = context.getRequiredTestClass();
    while (own.isEmpty() && type != null) {
      own = AnnotationSupport.findAnnotation(type, CallScript.class);
      type = type.getEnclosingClass();
    }
    return own.orElse(null);
  }

  private static SimulatedCall call(CallScript script, Class<?> test) {
    Document document = document(script.value());
    Context context =
        script.context().length > 0 ? script.context()[0] : ContextOf.document(document).context();
    if (context == null) {
      throw new ParameterResolutionException(
          "%s: say with context which of its commands count".formatted(document.source()));
    }
    return new SimulatedCall(file(test), scene(script, document, context));
  }

  private static Scene scene(CallScript script, Document document, Context context) {
    String caller = script.caller();
    String dialed = script.dialed();
    World world =
        PlausibleWorld.of(
            document, new PlausibleWorld.Circumstances(context, caller, dialed, true));
    if (!script.world().isEmpty()) {
      try {
        world = new ScenarioReader().readWorld(Path.of(script.world()));
      } catch (IOException e) {
        throw unreadable(script.world(), e);
      }
    }
    Scene usual = Scene.of(document, context, world);
    return new Scene(
        document, context, caller, dialed, null, world, usual.extensions(), usual.variables());
  }

  private static Document document(String script) {
    DocumentReader reader = new DocumentReader(Limits.DEFAULT);
    if (script.contains("<")) return reader.read("script.xml", script);
    try {
      return reader.read(script, Files.readAllBytes(Path.of(script)));
    } catch (IOException e) {
      throw unreadable(script, e);
    }
  }

  private static ParameterResolutionException unreadable(String file, IOException e) {
    String folder = Path.of("").toAbsolutePath().toString();
    return new ParameterResolutionException(
        "%s cannot be read; it is looked for in %s".formatted(file, folder), e);
  }

  /** Returns the source file of a test, as stack traces call it. */
  private static String file(Class<?> test) {
    Class<?> outermost = test;
    while (outermost.getEnclosingClass() != null) outermost = outermost.getEnclosingClass();
    return outermost.getSimpleName() + ".java";
  }
}
