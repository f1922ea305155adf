package dev.vigil.schema.notice;

import dev.vigil.schema.types.InState;
import java.util.List;

/**
 * A part of a large {@link NoticeCase}, kept beside it: {@link CaseRows} says under which key. All
 * but one field is null.
 *
 * @param run a run, without its items where they have rows of their own
 * @param items the next items of the run before
 * @param ids the next works, countered or restored items of the notice
 * @param covers the next items of other notices that it covers
 * @param adopted the next keys that are on the topic already
 */
@InState
public record CaseRow(
        Run run,
        List<ItemState> items,
        List<String> ids,
        List<Covered> covers,
        List<Adopted> adopted) {
    static CaseRow run(Run run) {
        return new CaseRow(run, null, null, null, null);
    }

    static CaseRow items(List<ItemState> items) {
        return new CaseRow(null, items, null, null, null);
    }

    static CaseRow ids(List<String> ids) {
        return new CaseRow(null, null, ids, null, null);
    }

    static CaseRow covers(List<Covered> covers) {
        return new CaseRow(null, null, null, covers, null);
    }

    static CaseRow adopted(List<Adopted> adopted) {
        return new CaseRow(null, null, null, null, adopted);
    }
}
