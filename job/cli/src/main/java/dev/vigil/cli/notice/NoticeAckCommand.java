package dev.vigil.cli.notice;

import dev.vigil.client.act.Act;
import dev.vigil.client.act.ActAnswer;
import dev.vigil.client.act.AlertActs;
import dev.vigil.client.act.TopicFacts;
import dev.vigil.client.bus.Bus;
import dev.vigil.schema.notice.AlertAcknowledged;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Somebody has seen an alert. */
@Command(
        name = "ack",
        description = {
            "Acknowledge an alert.",
            "Of a notice: its repeats wait for action; where nothing is done it comes again. The next level comes anyway.",
            "Of a session or the list: it is no longer shown by Alertmanager."
        },
        footer = {
            "",
            "Example:",
            "  vigil notice ack n-2/1/E4 --by wang --note 'on it'",
            "  vigil notice ack room-77/command/179592013/unconfirmed --by wang"
        })
public final class NoticeAckCommand extends SendingVerb {
    @Parameters(
            paramLabel = "ALERT",
            description = "key of the alert, as on escalations, media.alerts or ledger.alerts")
    private String alertKey;

    @Option(names = "--by", required = true, description = "who has seen it")
    private String actor;

    @Option(names = "--note", description = "what is being done")
    private String note;

    @Override
    public Integer call() throws IOException {
        try (Bus bus = bus()) {
            Act act =
                    AlertActs.acknowledge(
                            new TopicFacts(bus), alertKey, actor, note, System.currentTimeMillis());
            if (!ActAnswer.topics(act).isEmpty()) {
                return send(bus, act);
            }
            act.send(bus);
            say(AlertActs.words((AlertAcknowledged) act.body()));
            return 0;
        }
    }
}
