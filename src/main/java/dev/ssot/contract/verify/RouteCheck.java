package dev.ssot.contract.verify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.contract.Registrations;
import java.util.TreeSet;

/** The routes that the HTTP gateway serves, against those that the catalog declares. */
final class RouteCheck implements Check {

    @Override
    public void examine(Examination examination) {
        Registrations running = examination.running();
        if (running != null) {
            TreeSet<String> served = new TreeSet<>(running.routes());
            int index = 0;
            for (JsonNode route : examination.catalog().tree().path("http_routes")) {
                String at = "/http_routes/%d".formatted(index++);
                String name = "%s %s"
                        .formatted(
                                route.path("method").asText(),
                                route.path("path").asText());
                if (!served.remove(name)) {
                    examination.find(
                            Rule.HTTP_NOT_REGISTERED,
                            examination.catalog().at(at),
                            "the gateway does not serve %s",
                            name);
                }
            }
            for (String extra : served) {
                examination.find(
                        Rule.HTTP_EXTRA,
                        examination.catalog().at("/http_routes"),
                        "the gateway serves %s, which is not declared",
                        extra);
            }
        }
    }
}
