package dev.vigil.cli.doctor;

import dev.vigil.cli.option.Connection;
import dev.vigil.cli.option.PeerFiles;
import dev.vigil.cli.option.Principals;
import dev.vigil.schema.wire.Json;
import dev.vigil.stream.options.OptionsParser;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.Configuration;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vigil doctor}. */
@Command(
        name = "doctor",
        description = {
            "Check a running deployment and report what to fix. Changes nothing.",
            "Reads the topic references whole, to count its hours."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all is well",
            "1:something is wrong",
            "2:nothing was found wrong, but something could not be checked"
        },
        footer = {
            "",
            "Example:",
            "  vigil doctor --flink http://localhost:8081          (of vigil up)",
            "  vigil doctor --bootstrap kafka:9092 --kafka-properties operator.properties \\",
            "      --flink http://vigil-media-rest:8081 --flink http://vigil-notice-rest:8081 \\",
            "      --flink http://vigil-ledger-rest:8081 --desk http://desk-1:9249 \\",
            "      --set transaction.timeout=\"1 h\" \\",
            "      --audit-log audit.vkey --audit-key /etc/vigil/audit/audit.pem"
        })
public final class DoctorCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private Connection connection;
    @Mixin private Principals principals;

    @Option(
            names = "--flink",
            paramLabel = "URL",
            description = "REST address of a JobManager; once per cluster")
    private List<URI> flink = List.of();

    @Option(
            names = "--desk",
            paramLabel = "URL",
            description = "where a desk has its --metrics; once per desk of one store")
    private List<URI> desks = List.of();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description =
                    "an option that the jobs run with, where it is not the default; may be repeated")
    private Map<String, String> options = Map.of();

    @ArgGroup(exclusive = false, multiplicity = "0..1")
    private AuditFiles audit;

    @ArgGroup(
            exclusive = false,
            multiplicity = "0..1",
            heading = "Of the bridge to a peer, vigil peers:%n")
    private PeerFiles peer;

    @Option(names = "--json", description = "one JSON object, for machines")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        flink.forEach(address -> check("--flink", address));
        desks.forEach(address -> check("--desk", address));
        DoctorFindings findings =
                new Examination(
                                connection.client(),
                                flink,
                                options(),
                                principals,
                                Clock.systemUTC(),
                                line -> spec.commandLine().getErr().println("vigil: " + line))
                        .with(audit, peer)
                        .with(desks)
                        .examine();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.text(new Report(findings.exitCode() == 0, findings.all())));
        } else {
            findings.all().forEach(finding -> out.println(finding.line()));
        }
        out.flush();
        return findings.exitCode();
    }

    /** What {@code --json} prints. */
    record Report(boolean well, List<DoctorFinding> checks) {}

    private static void check(String option, URI address) {
        String scheme = address.getScheme();
        if (!("http".equals(scheme) || "https".equals(scheme)) || address.getHost() == null) {
            throw new IllegalArgumentException(
                    option + ": expected http://HOST:PORT, got '" + address + "'");
        }
    }

    private Configuration options() {
        List<String> arguments = new ArrayList<>();
        options.forEach((key, value) -> arguments.addAll(List.of("--" + key, value)));
        return OptionsParser.parse(arguments.toArray(String[]::new));
    }
}
