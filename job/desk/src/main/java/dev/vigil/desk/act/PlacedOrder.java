package dev.vigil.desk.act;

import dev.vigil.client.act.ActAnswer;
import dev.vigil.desk.text.PageText;
import dev.vigil.schema.input.DeadLetter;
import gg.jte.Content;

/**
 * What a person has ordered.
 *
 * @param deed its name
 * @param approvedBy the second person; null where one was enough
 * @param sentAt UTC epoch ms; null while it waits, and where it can't be sent
 * @param place on the log, as {@code notices/1/7}; null where {@code sentAt} is
 * @param problem why it is not sent, as the broker states it; null where there is none
 * @param answer of the job; null while there is none, or its record is no longer kept
 */
public record PlacedOrder(
        String id,
        String deed,
        String topic,
        String subject,
        long madeAt,
        String madeBy,
        String approvedBy,
        Long sentAt,
        String place,
        OrderState state,
        String problem,
        ActAnswer answer) {
    /** What the job has answered, in the visitor's language; null where it has not. */
    public Content words(PageText text) {
        return answer == null ? null : AnswerWords.of(text, answer.record());
    }

    /** The dead letter that refuses it; null where none does. */
    public String letter() {
        return answer != null && answer.record() instanceof DeadLetter letter
                ? letter.deadLetterId()
                : null;
    }

    /** True where nothing more follows. */
    public boolean isOver() {
        return state == OrderState.TAKEN || state == OrderState.REFUSED;
    }
}
