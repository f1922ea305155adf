package dev.vigil.bench;

import dev.vigil.cli.Verbs;
import java.util.List;

/** The benchmarks. */
public final class BenchVerbs implements Verbs {
    @Override
    public List<Class<?>> commands() {
        return List.of(BenchCommand.class);
    }

    @Override
    public int rank() {
        return 2;
    }
}
