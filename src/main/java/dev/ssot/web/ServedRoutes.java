package dev.ssot.web;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.TreeSet;

/** What the gateway serves: {@code GET /health}. */
public final class ServedRoutes {

    private ServedRoutes() {}

    /** The routes of our resources, by their annotations, and those that the guard lets through to MCP. */
    public static Set<String> all() {
        Set<String> routes = new TreeSet<>();
        for (Method method : GatewayRoutes.class.getDeclaredMethods()) {
            Path path = method.getAnnotation(Path.class);
            for (Annotation annotation : method.getAnnotations()) {
                HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
                if (path != null && verb != null) {
                    routes.add(verb.value() + " " + path.value());
                }
            }
        }
        Guard.methods(Guard.MCP).forEach(verb -> routes.add(verb + " " + Guard.MCP));
        return routes;
    }
}
