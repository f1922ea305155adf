package dev.vigil.client.act;

import dev.vigil.audit.RecordPlace;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.bus.Event;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The answers to one act, waited for. */
public final class ActAnswers {
    private ActAnswers() {}

    /**
     * The last answer about each thing that has changed, in the order of their changes.
     *
     * @param tail of {@link ActAnswer#topics}, from before the act was sent
     * @param place where the act's record is
     * @param within how long the first answer may take
     * @param settles how long after an answer another one may follow
     * @return empty where none was published in time
     * @throws ActRefused where the job refused the act, with its reason
     */
    public static List<ActAnswer> await(
            Bus.Tail tail, Act act, RecordPlace place, Duration within, Duration settles)
            throws IOException {
        Map<String, ActAnswer> answers = new LinkedHashMap<>();
        long endNanos = System.nanoTime() + within.toNanos();
        while (System.nanoTime() < endNanos) {
            for (Event event : tail.next()) {
                Optional<ActAnswer> answer = ActAnswer.of(act, place, event);
                if (answer.isPresent()) {
                    take(act, answer.get(), answers);
                    endNanos = Math.min(endNanos, System.nanoTime() + settles.toNanos());
                }
            }
        }
        return List.copyOf(answers.values());
    }

    private static void take(Act act, ActAnswer answer, Map<String, ActAnswer> answers)
            throws ActRefused {
        if (answer.kind() == ActAnswer.Kind.REFUSED) {
            throw new ActRefused("job", ActAnswerWords.of(act, answer, act.timeMs()));
        }
        answers.remove(answer.about());
        answers.put(answer.about(), answer);
    }
}
