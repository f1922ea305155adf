package dev.vigil.desk.web;

import dev.vigil.desk.sign.DeskRole;
import java.util.Set;

/**
 * A form's target. The session's token, the origin and the role are checked before. For many
 * threads.
 */
public interface DeskPost extends DeskTarget {
    /** Of a request, in bytes, where it does not ask for more. */
    int MOST_BYTES = 2 << 20;

    /** As {@code /notice/{id}/triage}: a name in braces is one segment, decoded. */
    String path();

    /** Who may do it: any of these. */
    Set<DeskRole> roles();

    /**
     * How large a request may be, in bytes. Where it may be larger than others, one is read at a
     * time.
     */
    default int mostBytes() {
        return MOST_BYTES;
    }

    /** Mostly {@link Answer#to}: the page that shows what was ordered. */
    Answer post(Visit visit);

    /**
     * The form with what the person has typed and why it is not taken, to be sent again. It changes
     * nothing.
     *
     * @param status 4xx
     * @param said in the visitor's language
     */
    default Answer again(Visit visit, int status, String said) {
        return Answer.refused(status, said);
    }
}
