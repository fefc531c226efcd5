package dev.ssot.contract.verify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.contract.Formats;
import dev.ssot.contract.JsonSchemas;
import dev.ssot.contract.Projections;
import dev.ssot.contract.ReadRoleGovernance;
import dev.ssot.contract.WireAliases;
import java.nio.file.Files;
import java.util.List;

/** Every published file against its schema, the schemas of operations against JSON Schema, examples against those. */
final class SchemaCheck implements Check {

    private final JsonSchemas schemas = new JsonSchemas();

    @Override
    public void examine(Examination examination) {
        Formats.ofSources().forEach((file, schema) -> {
            if (isNeeded(examination, file)) {
                file(examination, examination.document(file), schema);
            }
        });
        Projections.formatsByFile().forEach((file, schema) -> {
            // Whether the project should have the file is another question.
            if (isThere(examination, file)) {
                file(examination, examination.document(file), schema);
            }
        });
        for (Row row : examination.rows()) {
            for (String member : new String[] {"input_schema", "output_schema"}) {
                if (row.json().path(member).isTextual()) {
                    operation(examination, row, examination.document(Examination.FOLDER + row.text(member)));
                }
            }
            if (row.json().path("input_schema").isTextual()) {
                examples(examination, row, examination.document(Examination.FOLDER + row.text("input_schema")));
            }
        }
    }

    /** Aliases are for those who want them, and the read role is about tools. */
    private static boolean isNeeded(Examination examination, String file) {
        return switch (file) {
            case WireAliases.PATH -> isThere(examination, file);
            case ReadRoleGovernance.PATH ->
                isThere(examination, file) || examination.rows().stream().anyMatch(Row::hasTool);
            default -> true;
        };
    }

    private static boolean isThere(Examination examination, String file) {
        return Files.exists(examination.root().resolve(file));
    }

    private void file(Examination examination, Document file, String format) {
        if (isReadable(examination, file)) {
            List<JsonSchemas.Problem> problems;
            if (format.equals(JsonSchemas.METASCHEMA)) {
                problems = schemas.locatedOf(file.tree());
            } else {
                Document schema = examination.document(format);
                problems = isReadable(examination, schema) ? schemas.located(schema.tree(), file.tree()) : List.of();
            }
            problems.forEach(
                    problem -> examination.find(Rule.SCHEMA, file.at(problem.pointer()), "%s", problem.message()));
        }
    }

    private void operation(Examination examination, Row row, Document schema) {
        if (isReadable(examination, schema)) {
            for (JsonSchemas.Problem problem : schemas.locatedOf(schema.tree())) {
                examination.find(Rule.SCHEMA, schema.at(problem.pointer()), row, "%s", problem.message());
            }
            if (schema.path().endsWith(".input.schema.json")) {
                open(examination, row, schema, schema.tree(), "");
            }
        }
    }

    /** An object whose members are not declared has to say that this is meant. */
    private static void open(Examination examination, Row row, Document file, JsonNode schema, String pointer) {
        boolean object = schema.path("type").asText().equals("object")
                || schema.path("type")
                        .valueStream()
                        .anyMatch(type -> type.asText().equals("object"));
        boolean declared = schema.has("properties") || schema.has("additionalProperties");
        if (object && !declared && !schema.path("x-open").asBoolean()) {
            examination.find(
                    Rule.OPEN_SCHEMA,
                    file.at(pointer),
                    row,
                    "%s takes any object here; declare its properties or mark it x-open",
                    row.id());
        }
        schema.properties()
                .forEach(member -> open(examination, row, file, member.getValue(), pointer + "/" + member.getKey()));
    }

    private void examples(Examination examination, Row row, Document schema) {
        int index = 0;
        for (JsonNode example : row.json().path("examples")) {
            String at = "/examples/" + index++;
            if (schema.tree().isObject()) {
                for (JsonSchemas.Problem problem : schemas.located(schema.tree(), example)) {
                    examination.find(
                            Rule.EXAMPLE_INVALID,
                            row.at(at + problem.pointer()),
                            row,
                            "an example of %s: %s",
                            row.id(),
                            problem.message());
                }
            }
        }
    }

    private static boolean isReadable(Examination examination, Document document) {
        Finding problem = document.problem();
        if (problem != null) {
            examination.find(problem);
        }
        return problem == null;
    }
}
