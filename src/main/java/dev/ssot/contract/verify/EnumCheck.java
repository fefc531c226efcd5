package dev.ssot.contract.verify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.contract.CatalogSource;
import dev.ssot.contract.Projections;
import dev.ssot.operation.Access;
import dev.ssot.operation.ProductLane;
import dev.ssot.operation.RolloutSlice;
import dev.ssot.operation.SideEffects;
import dev.ssot.operation.Tier;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What schemas allow as a lane, a tier or a class, against the one enum of the code. */
final class EnumCheck implements Check {

    private static final Map<String, Set<String>> VALUES = new LinkedHashMap<>();

    static {
        VALUES.put("product_lane", texts(ProductLane.values()));
        VALUES.put("tier", texts(Tier.values()));
        VALUES.put("side_effect_class", texts(SideEffects.values()));
        VALUES.put("access", texts(Access.values()));
        VALUES.put("slice", texts(RolloutSlice.values()));
    }

    private static Set<String> texts(Enum<?>[] values) {
        return Stream.of(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public void examine(Examination examination) {
        Document catalog = examination.document(CatalogSource.SCHEMA);
        Set<String> seen = new TreeSet<>();
        examine(examination, catalog, catalog.tree(), "", seen);
        for (String name : VALUES.keySet()) {
            if (!seen.contains(name)) {
                examination.find(
                        Rule.ENUM_DRIFT, catalog.at("/$defs/operation/properties"), "%s is not an enum here", name);
            }
        }
        new TreeSet<>(Projections.formatsByFile().values())
                .stream().map(examination::document).forEach(schema -> {
                    examine(examination, schema, schema.tree(), "", new TreeSet<>());
                });
    }

    private static void examine(
            Examination examination, Document schema, JsonNode node, String pointer, Set<String> seen) {
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            String at = pointer + "/" + member.getKey().replace("~", "~0").replace("/", "~1");
            JsonNode allowed = member.getValue().path("enum");
            if (VALUES.containsKey(member.getKey()) && allowed.isArray()) {
                seen.add(member.getKey());
                compare(examination, schema, at + "/enum", allowed, VALUES.get(member.getKey()));
            }
            examine(examination, schema, member.getValue(), at, seen);
        }
    }

    private static void compare(
            Examination examination, Document schema, String at, JsonNode allowed, Set<String> values) {
        Set<String> texts = allowed.valueStream()
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .collect(Collectors.toCollection(TreeSet::new));
        // A part of a schema that asks for some of the values, such as a condition, is no list of all of them.
        boolean condition = at.contains("/if/");
        if (!condition && !texts.equals(values)) {
            examination.find(Rule.ENUM_DRIFT, schema.at(at), "allowed are %s, and the code has %s", texts, values);
        }
    }
}
