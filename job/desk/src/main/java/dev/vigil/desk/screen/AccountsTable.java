package dev.vigil.desk.screen;

import dev.vigil.desk.ask.AccountQuery;
import dev.vigil.desk.ask.AccountQuery.AccountRow;
import dev.vigil.desk.ask.ListPage;
import dev.vigil.desk.text.DeskLink;
import dev.vigil.desk.web.Visit;
import dev.vigil.schema.account.LadderStep;
import dev.vigil.schema.account.ProposalState;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Accounts that something counts against: the highest step first, unless others are asked for. */
final class AccountsTable implements RecordTable {
    private static final String ALL = "ALL";
    private static final String PROPOSED = "PROPOSED";
    private static final String APPEALED = "APPEALED";

    @Override
    public String path() {
        return "/accounts";
    }

    @Override
    public List<RecordFilter> filters(Cells cells, Visit visit) {
        return List.of(
                RecordFilter.choice(
                        visit,
                        "which",
                        "accounts.stepped",
                        List.of(PROPOSED, APPEALED, ALL),
                        "AccountsTable"),
                RecordFilter.choice(visit, "step", "value.any", LadderStep.class));
    }

    @Override
    public List<String> columns() {
        return List.of(
                "account",
                "step",
                "strikes",
                "ifdisputesfail",
                "offences",
                "warnings",
                "proposal",
                "decideby",
                "nextchange",
                "at");
    }

    @Override
    public ListPage<List<Cell>> rows(Handle store, Cells cells, Visit visit, String after) {
        String which = visit.query("which").orElse("");
        ListPage<AccountRow> found =
                AccountQuery.page(
                        store,
                        new AccountQuery.Wanted(
                                visit.query("step").orElse(null),
                                which.equals(PROPOSED),
                                which.equals(APPEALED),
                                which.equals(ALL)),
                        after);
        return new ListPage<>(
                found.rows().stream().map(it -> row(cells, it)).toList(), found.after());
    }

    private static List<Cell> row(Cells cells, AccountRow it) {
        return List.of(
                cells.row("account", it.accountId()),
                step(cells, it),
                cells.number(it.strikes()),
                cells.number(it.pending()),
                cells.number(it.offences()),
                cells.number(it.warnings()),
                proposal(cells, it.proposalState()),
                cells.time(it.decideBy()),
                cells.time(it.nextChangeAt()),
                cells.time(it.at()));
    }

    static Cell step(Cells cells, AccountRow it) {
        Cell word = cells.code("LadderStep", it.step());
        if (it.isTried()) {
            return cells.state(Cells.Look.UNKNOWN, cells.say("accounts.tried", word));
        } else if (it.erasedAt() != null) {
            return cells.state(Cells.Look.UNKNOWN, cells.say("accounts.erased", word));
        } else if (it.step() == null || it.step().equals(LadderStep.S0.name())) {
            return cells.state(counts(it) ? Cells.Look.WARN : Cells.Look.GOOD, word);
        }
        boolean isHigh =
                it.step().equals(LadderStep.S3.name()) || it.step().equals(LadderStep.ENDED.name());
        return cells.state(isHigh ? Cells.Look.ALARM : Cells.Look.WARN, word);
    }

    private static boolean counts(AccountRow it) {
        return it.offences() != null && it.offences() > 0
                || it.pending() != null && it.pending() > 0;
    }

    static Cell proposal(Cells cells, String state) {
        if (state == null) {
            return cells.none();
        }
        Cell word = cells.code("ProposalState", state);
        boolean waits =
                state.equals(ProposalState.OPEN.name())
                        || state.equals(ProposalState.DEFERRED.name());
        return waits ? cells.state(Cells.Look.ALARM, word) : word;
    }

    @Override
    public List<RecordPart> above(Handle store, Cells cells, Visit visit) {
        RecordPart part =
                new RecordPart(null)
                        .note(
                                cells.say(
                                        "accounts.about",
                                        cells.link("/reports", cells.say("reports.title"))));
        waiting(part, cells, "accounts.proposals", AccountQuery.proposals(store), PROPOSED);
        waiting(part, cells, "accounts.appeals", AccountQuery.appealed(store), APPEALED);
        return List.of(part);
    }

    /** How many wait for a person, with the list of their accounts. */
    private static void waiting(
            RecordPart part, Cells cells, String text, long count, String which) {
        if (count > 0) {
            Cell all =
                    cells.link(
                            DeskLink.with("/accounts", "which", which),
                            cells.say("accounts.which"));
            part.note(cells.state(Cells.Look.ALARM, cells.say(text, count, all)));
        }
    }
}
