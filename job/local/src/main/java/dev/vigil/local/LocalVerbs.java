package dev.vigil.local;

import dev.vigil.cli.Verbs;
import dev.vigil.local.demo.DemoCommand;
import java.util.List;

/** The verbs that run broker and cluster in this process. */
public final class LocalVerbs implements Verbs {
    @Override
    public List<Class<?>> commands() {
        return List.of(UpCommand.class, DemoCommand.class);
    }

    @Override
    public List<String> firstSteps() {
        return List.of(
                "  vigil demo                   the whole story in a minute or two",
                "  vigil up                     broker, Flink, the jobs and the desk, until Ctrl-C");
    }

    @Override
    public int rank() {
        return 0;
    }
}
