package dev.vigil.desk.screen;

import dev.vigil.desk.text.DeskLink;
import dev.vigil.schema.account.Offence;
import dev.vigil.schema.account.OffenceReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What offences were found in, with which works, and by which rule, each as a link to its page.
 *
 * @param known offences by their ids; one whose record is not kept is named by its id alone
 */
record OffenceCauses(Cells cells, Map<String, Offence> known) {
    private static final String SESSION = "session:";
    private static final String ITEM = "item:";

    /** Of each cell. */
    private static final int MOST = 3;

    /** The session, or the item and the notices that are about it; a dash for null. */
    Cell cause(String offenceId) {
        if (offenceId == null) {
            return cells.none();
        }
        if (offenceId.startsWith(SESSION)) {
            return cells.say(
                    "account.cause.session",
                    cells.link("session", offenceId.substring(SESSION.length())));
        }
        if (!offenceId.startsWith(ITEM)) {
            return cells.foreign(offenceId);
        }
        Cell item = cells.foreign(offenceId.substring(ITEM.length()));
        List<String> notices = one(offenceId).map(Offence::noticeIds).orElse(List.of());
        return notices.isEmpty()
                ? cells.say("account.cause.item", item)
                : cells.say("account.cause.noticed", item, cells.links("notice", notices));
    }

    Cell causes(List<String> offenceIds) {
        return cells.some(offenceIds.stream().map(this::cause).toList(), MOST);
    }

    Cell works(List<String> offenceIds) {
        return cells.links("work", of(offenceIds, Offence::works).distinct().toList());
    }

    /** The rules: each entry of the list, notice or wish of an owner once. */
    Cell why(List<String> offenceIds) {
        List<OffenceReason> reasons = new ArrayList<>();
        of(offenceIds, Offence::reasons)
                .filter(it -> reasons.stream().noneMatch(one -> isAlike(one, it)))
                .forEach(reasons::add);
        return cells.some(reasons.stream().map(this::why).toList(), MOST);
    }

    private static boolean isAlike(OffenceReason one, OffenceReason other) {
        return one.ground().equals(other.ground())
                && one.stands() == other.stands()
                && Objects.equals(one.version(), other.version());
    }

    private Cell why(OffenceReason it) {
        String id = it.ground().substring(it.ground().indexOf('/') + 1);
        Cell rule =
                switch (it.kind()) {
                    case NOTICE -> cells.say("account.why.notice", cells.link("notice", id));
                    case OWNER_POLICY ->
                            cells.say("account.why.policy", rule(it), cells.foreign(id));
                    default ->
                            cells.say(
                                    "account.why.list",
                                    rule(it),
                                    cells.link(
                                            DeskLink.to("list", "entry", id), cells.foreign(id)));
                };
        return it.stands() ? rule : cells.say("account.why.fallen", rule);
    }

    private Cell rule(OffenceReason it) {
        return VerdictParts.reason(cells, it.kind().name());
    }

    private <T> Stream<T> of(List<String> offenceIds, Function<Offence, List<T>> part) {
        return offenceIds.stream()
                .flatMap(id -> one(id).stream())
                .flatMap(it -> part.apply(it).stream());
    }

    private Optional<Offence> one(String offenceId) {
        return Optional.ofNullable(known.get(offenceId));
    }
}
