package dev.ssot.contract.verify;

import java.util.Locale;

/** What is checked. Each finding names the rule that it breaks. */
public enum Rule {
    SCHEMA("a published file exists, can be read and matches its schema"),
    OPEN_SCHEMA("an argument that is an object without declared members is marked x-open"),
    DUPLICATE_ID("an operation is declared once"),
    DUPLICATE_TOOL("a tool belongs to one operation"),
    DUPLICATE_CLI_PATH("a command belongs to one operation"),
    DUPLICATE_METHOD("an RPC method belongs to one operation"),
    DUPLICATE_ALIAS("an alias is declared once"),
    PROJECTION_MISSING("an operation is a tool, a command or a method"),
    PLACEHOLDER_DESCRIPTION("a description says more than the title"),
    EXAMPLE_INVALID("an example matches the schema of the arguments"),
    UNKNOWN_TOOL("the tools of the catalog stand in the tool registry"),
    ORPHAN_TOOL("the tools of the tool registry stand in the catalog"),
    UNKNOWN_CLI_PATH("the commands of the catalog stand in the command registry"),
    ORPHAN_CLI_PATH("the commands of the command registry stand in the catalog"),
    LANE_MISMATCH("a registry has the product lane of the catalog"),
    DESCRIPTION_MISMATCH("the tool registry has the description of the catalog"),
    READ_ROLE_MISMATCH("the tool registry has the read role flag of the catalog"),
    TIER_MISMATCH("the tool registry has the tier of the catalog"),
    STATUS_MISMATCH("a command has the status of the catalog"),
    HANDLER_MISMATCH("a command stands for the operation of the catalog"),
    RUNTIME_NOT_REGISTERED("the program registers every tool and alias that is declared"),
    RUNTIME_EXTRA("the program registers no tool or alias that is not declared"),
    RUNTIME_DESCRIPTION_MISMATCH("a registered tool has the title and description of the catalog"),
    RUNTIME_SCHEMA_MISMATCH("a registered tool has the published schemas"),
    RUNTIME_ANNOTATIONS_MISMATCH("a registered tool has the annotations and _meta that follow from the catalog"),
    RUNTIME_DISPATCH("a call arrives at the code of its operation"),
    CLI_NOT_REGISTERED("the program has every command that is declared"),
    CLI_EXTRA("the program has no command that is not declared"),
    CLI_OPTIONS_MISMATCH("a command has the options that are published"),
    RPC_NOT_REGISTERED("the daemon answers every method that is declared"),
    RPC_EXTRA("the daemon answers no method that is not declared"),
    HTTP_NOT_REGISTERED("the gateway serves every route that is declared"),
    HTTP_EXTRA("the gateway serves no route that is not declared"),
    READ_ROLE_GOVERNANCE("flag and list agree on the tools of the read role, and those change nothing"),
    ALIAS_SHADOW("an alias is not the name of a tool"),
    ALIAS_TARGET("an alias leads to a tool of the catalog"),
    ERROR_CODE_UNKNOWN("a declared error code exists"),
    ERROR_CODE_UNUSED("an error code is declared somewhere"),
    ENV_UNDECLARED("an environment variable that is read is declared"),
    ENV_DEAD("an environment variable that is declared is read"),
    STALE_ARTIFACT("a generated file is what is generated now"),
    ENUM_DRIFT("a schema allows the values that the code has"),
    EMBEDDED_COPY("the build carries what the files say"),
    CAPABILITY("a capability is a tool or a command of the catalog, once"),
    UNDOCUMENTED("the documentation names every operation and every command"),
    BROKEN_LINK("a link in the documentation leads to a file");

    private final String meaning;

    Rule(String meaning) {
        this.meaning = meaning;
    }

    /** The rule as it is written: {@code duplicate-id}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What holds when nothing is found. */
    public String meaning() {
        return meaning;
    }
}
