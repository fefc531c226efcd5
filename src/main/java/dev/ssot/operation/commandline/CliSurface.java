package dev.ssot.operation.commandline;

import dev.ssot.operation.CommandShell;
import dev.ssot.operation.Context;
import dev.ssot.operation.Reply;
import dev.ssot.operation.Report;
import dev.ssot.operation.UseCase;
import dev.ssot.registry.json.Json;

/** {@code cli.surface}: every command and option, and the tools that stand for them. */
public final class CliSurface implements UseCase<CliSurfaceRequest, Report> {

    private final CommandShell shell;

    public CliSurface(CommandShell shell) {
        this.shell = shell;
    }

    @Override
    public Reply<Report> run(CliSurfaceRequest request, Context context) {
        return Reply.answer(new Report(Json.object().put("passed", true).setAll(shell.surface())));
    }
}
