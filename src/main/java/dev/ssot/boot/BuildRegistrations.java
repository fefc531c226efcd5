package dev.ssot.boot;

import dev.ssot.cli.command.CommandTable;
import dev.ssot.contract.Registrations;
import dev.ssot.contract.VariableUse;
import dev.ssot.environment.Environment;
import dev.ssot.mcp.ToolRecorder;
import dev.ssot.operation.Catalog;
import dev.ssot.rpc.RpcMethods;
import dev.ssot.web.ServedRoutes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;

/** Asks every door of this build what it registers. */
final class BuildRegistrations {

    private BuildRegistrations() {}

    static Registrations of(Catalog catalog, Environment environment) {
        try (LocalEngine engine = new LocalEngine(catalog, InstantSource.system(), environment)) {
            return new Registrations(
                    tools(catalog),
                    engine.handlers(),
                    RpcMethods.reached(catalog.byRpcMethod()),
                    CommandTable.surface(),
                    ServedRoutes.all(),
                    VariableUse.ofThisProgram());
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the classes of this program cannot be read", unreadable);
        }
    }

    private static List<Registrations.Tool> tools(Catalog catalog) {
        return ToolRecorder.record(catalog).stream()
                .map(tool -> new Registrations.Tool(
                        tool.name(),
                        tool.title(),
                        tool.description(),
                        tool.inputSchema(),
                        tool.outputSchema(),
                        tool.annotations(),
                        tool.meta(),
                        tool.meta().path("vox_alias_of").textValue(),
                        tool.operation()))
                .toList();
    }
}
