package dev.ssot.environment;

/**
 * Every environment variable that the program reads. The catalog declares what each one means, and the checks of the
 * contract hold the two together: a constant that nobody uses is a finding.
 */
public enum Variable {
    VOX_MCP_TIERS,
    VOX_MCP_LEASE_BEAT,
    VOX_MCP_LEASE_MAX_AGE_SECONDS,
    VOX_ORCHESTRATOR_DAEMON_SOCKET,
    VOX_ORCHESTRATOR_DAEMON_IDLE_EXIT_SECONDS,
    VOX_MCP_ORCHESTRATOR_DAEMON_REPOSITORY_ID_STRICT,
    VOX_MCP_ORCHESTRATOR_DAEMON_HANDOVER,
    VOX_MCP_ORCHESTRATOR_RPC_READS,
    VOX_MCP_ORCHESTRATOR_TASK_STATUS_RPC,
    VOX_MCP_ORCHESTRATOR_AGENT_STATUS_RPC,
    VOX_MCP_ORCHESTRATOR_REGISTRY_READS_RPC,
    VOX_MCP_ORCHESTRATOR_START_RPC,
    VOX_MCP_ORCHESTRATOR_STATUS_TOOL_RPC,
    VOX_MCP_ORCHESTRATOR_RPC_WRITES,
    VOX_MCP_ORCHESTRATOR_TASK_WRITES_RPC,
    VOX_MCP_ORCHESTRATOR_AGENT_WRITES_RPC,
    VOX_MCP_ORCHESTRATOR_REGISTRY_WRITES_RPC,
    VOX_ORCHESTRATOR_DAEMON_LOG_FORMAT,
    VOX_REPO_ROOT,
    VOX_MCP_HTTP_ENABLED,
    VOX_MCP_HTTP_HOST,
    VOX_MCP_HTTP_PORT,
    VOX_MCP_HTTP_BEARER_TOKEN(true),
    VOX_MCP_HTTP_READ_BEARER_TOKEN(true),
    VOX_MCP_HTTP_ALLOW_UNAUTHENTICATED,
    VOX_MCP_HTTP_ALLOW_NON_LOOPBACK,
    VOX_MCP_HTTP_REPOSITORIES,
    VOX_MCP_HTTP_ALLOWED_TOOLS,
    VOX_MCP_HTTP_READ_ROLE_ALLOWED_TOOLS,
    VOX_MCP_HTTP_ALLOWED_ORIGINS,
    VOX_MCP_HTTP_RATE_LIMIT_PER_MINUTE,
    VOX_MCP_HTTP_REQUIRE_FORWARDED_HTTPS,
    VOX_MCP_HTTP_TRUST_X_FORWARDED_FOR,
    VOX_MCP_HTTP_HEALTH_AUTH,
    SSOT_LOG,
    SSOT_TEST_RUN,
    XDG_RUNTIME_DIR,
    XDG_STATE_HOME,
    HOME,
    NO_COLOR,
    TERM,
    COLUMNS,
    PATH,
    USER,
    LOGNAME,
    LANG,
    LC_ALL,
    LC_CTYPE,
    TZ,
    TMPDIR,
    JAVA_HOME,
    SYSTEM_ROOT("SystemRoot"),
    COM_SPEC("ComSpec"),
    PATHEXT,
    TEMP,
    TMP,
    USERPROFILE,
    COMPUTERNAME;

    private final String text;
    private final boolean secret;

    Variable() {
        this(false);
    }

    Variable(boolean secret) {
        this.text = name();
        this.secret = secret;
    }

    Variable(String text) {
        this.text = text;
        this.secret = false;
    }

    /** Whether its value is shown to nobody. */
    public boolean isSecret() {
        return secret;
    }

    /** Whether it is a setting of this program, and not one that every program of this machine reads. */
    public boolean isOurs() {
        return text.startsWith("VOX_") || text.startsWith("SSOT_");
    }

    /** Its name as the environment has it. */
    @Override
    public String toString() {
        return text;
    }
}
