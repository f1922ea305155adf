package dev.vigil.cli;

import dev.vigil.cli.option.Connection;
import dev.vigil.cli.option.TimeOption;
import dev.vigil.client.alerts.AlertmanagerForm;
import dev.vigil.client.alerts.Backoff;
import dev.vigil.client.alerts.Form;
import dev.vigil.client.alerts.Forwarder;
import dev.vigil.client.alerts.HeaderFile;
import dev.vigil.client.alerts.Target;
import dev.vigil.client.alerts.WebhookForm;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.bus.GroupReader;
import dev.vigil.client.text.Times;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vigil alerts}. */
@Command(
        name = "alerts",
        description = "Forward escalations and breaches to Alertmanager or a webhook.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  vigil alerts --to http://alertmanager.example.org:9093 \\",
            "      --desk https://vigil.example.org",
            "  vigil alerts --to https://desk.example.org/hook --format webhook \\",
            "      --header-file /run/secrets/desk --group vigil-alerts-desk",
            "",
            "Nothing is lost: what is not accepted is sent again, after a restart too."
        })
public final class AlertsCommand implements Callable<Integer> {
    /** Documents that targets understand. */
    public enum Format {
        ALERTMANAGER,
        WEBHOOK
    }

    private static final Duration FIRST_WAIT = Duration.ofMillis(500);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final Duration PATIENCE_OF_A_SCRIPT = Duration.ofMinutes(1);

    @Spec private CommandSpec spec;
    @Mixin private Connection connection;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "URL",
            description = "Alertmanager's address, or that of the webhook")
    private URI to;

    @Option(
            names = "--format",
            defaultValue = "alertmanager",
            description = "one of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Format format;

    @Option(
            names = "--group",
            defaultValue = "vigil-alerts",
            description =
                    "consumer group that remembers what was accepted; one per target (default:"
                            + " ${DEFAULT-VALUE})")
    private String group;

    @Option(
            names = "--header-file",
            paramLabel = "FILE",
            description = "more request headers, Name: value a line, e.g. Authorization")
    private Path headerFile;

    @Option(
            names = "--repeat",
            paramLabel = "SPAN",
            converter = TimeOption.Span.class,
            defaultValue = "1m",
            description =
                    "repeat all open alerts this often: Alertmanager loses them in a restart"
                            + " (default: ${DEFAULT-VALUE})")
    private Duration repeat;

    @Option(
            names = "--runbook",
            paramLabel = "URL",
            defaultValue = AlertmanagerForm.RUNBOOK,
            description = "where breach records send people (default: ${DEFAULT-VALUE})")
    private String runbook;

    @Option(
            names = "--desk",
            paramLabel = "URL",
            description =
                    "address of the desk, as people open it: each alert for Alertmanager links to"
                            + " its page there (annotation desk_url, generatorURL), and to the"
                            + " runbook beside it")
    private URI desk;

    @Option(
            names = "--once",
            description = "forward what is there, then end; fails after a minute without success")
    private boolean once;

    @Override
    public Integer call() throws Exception {
        URI uri = uri(to, format);
        HeaderFile headers = new HeaderFile(headerFile);
        headers.read();
        Clock clock = Clock.systemUTC();
        PrintWriter out = spec.commandLine().getOut();
        Consumer<String> progress =
                line -> {
                    out.println(Times.clock(clock.millis()) + "  " + line);
                    out.flush();
                };
        Target target =
                new Target(
                        uri,
                        headers,
                        new Backoff(FIRST_WAIT, LONGEST_WAIT, new Random()),
                        once ? PATIENCE_OF_A_SCRIPT : null,
                        span -> Thread.sleep(span.toMillis()),
                        clock,
                        progress);
        Form form =
                format == Format.WEBHOOK
                        ? new WebhookForm()
                        : new AlertmanagerForm(runbook, desk(desk));
        try (Bus bus = connection.bus();
                GroupReader reader =
                        new GroupReader(connection.client(), group, Forwarder.topics())) {
            progress.accept("forwarding to " + Target.shown(uri) + " as " + group);
            Forwarder forwarder = new Forwarder(reader, bus, form, target, repeat, clock, progress);
            if (once) {
                forwarder.drain();
            } else {
                forwarder.follow(() -> true);
            }
        }
        return 0;
    }

    /** Null where none is given. */
    static URI desk(URI desk) {
        if (desk == null) {
            return null;
        }
        boolean isPage =
                desk.getHost() != null
                        && desk.getUserInfo() == null
                        && desk.getRawQuery() == null
                        && desk.getRawFragment() == null;
        if (!isPage || !("http".equals(desk.getScheme()) || "https".equals(desk.getScheme()))) {
            throw new IllegalArgumentException(
                    "--desk: expected https://HOST of the desk, got another address; give what"
                            + " people open, without user, query and fragment");
        }
        return desk;
    }

    /** The address to post to; credentials in it would be seen by everyone on this machine. */
    public static URI uri(URI to, Format format) {
        boolean http = "http".equals(to.getScheme()) || "https".equals(to.getScheme());
        if (!http || to.getHost() == null || to.getUserInfo() != null) {
            throw new IllegalArgumentException(
                    "--to: expected http://HOST:PORT or https://HOST without user and password,"
                            + " got another address; put credentials into --header-file");
        }
        if (format == Format.WEBHOOK) {
            return to;
        }
        return URI.create(to.toString().replaceAll("/+$", "") + "/api/v2/alerts");
    }
}
