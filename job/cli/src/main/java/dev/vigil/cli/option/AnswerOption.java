package dev.vigil.cli.option;

import picocli.CommandLine.Option;

/** Of a verb whose record a job answers. */
public final class AnswerOption {
    @Option(names = "--no-wait", description = "return when Kafka has it, without the answer")
    private boolean noWait;

    public boolean isAwaited() {
        return !noWait;
    }
}
