package dev.vigil.local.embedded;

import dev.vigil.cli.Vigil;
import dev.vigil.fixtures.broker.Await;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine;

/** {@code vigil doctor}, asked until all is well; a wait in vain shows its last report. */
public final class AskedDoctor {
    private static final Duration EVERY = Duration.ofMillis(500);

    private AskedDoctor() {}

    public static void awaitWell(String... options) {
        AtomicReference<String> last = new AtomicReference<>("");
        Await.until(EVERY, () -> ask(last, options) == 0, () -> {}, last::get);
    }

    private static int ask(AtomicReference<String> report, String... options) {
        StringWriter out = new StringWriter();
        CommandLine doctor = Vigil.line();
        doctor.setOut(new PrintWriter(out));
        doctor.setErr(new PrintWriter(out));
        List<String> line = new ArrayList<>(List.of("doctor"));
        line.addAll(List.of(options));
        int code = doctor.execute(line.toArray(String[]::new));
        report.set(out.toString());
        return code;
    }
}
