package dev.vigil.bench.report;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** One of {@code vigil bench}; exits with 1 where a promise is broken. */
public abstract class BenchSubcommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    public final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    public final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    public final void require(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw wrong(option + ": expected " + least + " to " + most + ", got " + value);
        }
    }

    public final ParameterException wrong(String what) {
        return new ParameterException(spec.commandLine(), what);
    }
}
