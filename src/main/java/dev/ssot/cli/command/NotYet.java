package dev.ssot.cli.command;

/**
 * The action of a command that is understood and does nothing yet.
 *
 * @param path its words
 */
record NotYet(String path) implements Command.Action {

    @Override
    public Request request(Given given) {
        return new Request.NotAvailable("ssot %s comes with a later version".formatted(path));
    }
}
