package dev.vigil.cli.notice;

import dev.vigil.cli.option.WritingConnection;
import dev.vigil.cli.text.AsCalled;
import dev.vigil.client.act.Act;
import dev.vigil.client.act.ActAnswer;
import dev.vigil.client.act.ActAnswerWords;
import dev.vigil.client.act.ActAnswers;
import dev.vigil.client.bus.Bus;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * A verb that sends one record and prints the notice job's answer: the state of the notice now, or
 * why the record was refused. Only the job knows that, so no verb guesses.
 */
abstract class SendingVerb extends Verb {
    @Mixin private WritingConnection connection;

    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(8);

    /** A record changes a notice at once, and a timer right after it may change it again. */
    private static final Duration SETTLES_WITHIN = Duration.ofMillis(1_200);

    @Option(
            names = "--no-wait",
            description = "return when Kafka has it, without the notice job's answer")
    private boolean noWait;

    @Override
    WritingConnection connection() {
        return connection;
    }

    /**
     * Sends an act and prints the answer.
     *
     * @return exit code
     * @throws IOException where the job refused it, with its reason
     */
    int send(Bus bus, Act act) throws IOException {
        String notices = String.join(", ", act.answers());
        if (noWait) {
            act.send(bus);
            say(act.key() + AsCalled.of(": sent; see vigil notice show ") + notices);
            return 0;
        }
        try (Bus.Tail tail = bus.tail(ActAnswer.topics(act).toArray(Topic[]::new))) {
            List<ActAnswer> answers =
                    ActAnswers.await(tail, act, act.send(bus), ANSWERS_WITHIN, SETTLES_WITHIN);
            long now = System.currentTimeMillis();
            answers.stream()
                    .sorted(Comparator.comparing(ActAnswer::about))
                    .forEach(answer -> say(ActAnswerWords.of(act, answer, now)));
            if (answers.isEmpty()) {
                say(
                        act.key()
                                + ": sent, and got no answer within "
                                + ANSWERS_WITHIN.toSeconds()
                                + AsCalled.of(
                                        " s: it changes nothing, or the notice job does not run"
                                                + " (see vigil doctor); see vigil notice show ")
                                + notices);
            }
        }
        return 0;
    }
}
