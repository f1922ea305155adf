package dev.vigil.desk.act;

import dev.vigil.desk.sign.DeskRole;
import dev.vigil.desk.web.Answer;
import dev.vigil.desk.web.DeskPost;
import dev.vigil.desk.web.Visit;
import java.util.Set;
import java.util.function.Function;

/** One of the two forms of {@link Bulk}. */
record BulkPost(String path, Set<DeskRole> roles, Function<Visit, Answer> answer, Again again)
        implements DeskPost {
    /** What a form gets that is not taken. */
    interface Again {
        Answer of(Visit visit, int status, String said);
    }

    @Override
    public Answer post(Visit visit) {
        return answer.apply(visit);
    }

    @Override
    public Answer again(Visit visit, int status, String said) {
        return again.of(visit, status, said);
    }
}
