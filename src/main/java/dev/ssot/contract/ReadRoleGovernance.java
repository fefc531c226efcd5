package dev.ssot.contract;

/** The second key to the read role over HTTP: the tools that people have listed for it, beside the catalog's flags. */
public final class ReadRoleGovernance {

    public static final String PATH = "contracts/mcp/http-read-role-governance.yaml";
    static final String SCHEMA = "contracts/mcp/http-read-role-governance.schema.json";

    private ReadRoleGovernance() {}
}
