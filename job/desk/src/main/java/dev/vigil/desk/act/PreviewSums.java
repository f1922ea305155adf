package dev.vigil.desk.act;

import dev.vigil.client.list.PreviewedSession;
import dev.vigil.schema.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/**
 * Whom a draft of the list would concern most.
 *
 * @param works those with most sessions that would be treated otherwise, at most 10
 * @param accounts those that would be blocked though they have an authorization, as it does not
 *     fit; those with most sessions, at most 50
 * @param moreAccounts how many there are beyond
 * @param base the version in force of each entry that changes, 0 for none
 */
public record PreviewSums(
        List<WorkSum> works, List<AccountSum> accounts, long moreAccounts, Map<String, Long> base) {
    private static final int MOST_WORKS = 10;
    private static final int MOST_ACCOUNTS = 50;

    /** Tests of an account: each is an authorization's id and a word. */
    private static final int MOST_TESTS = 5;

    public record WorkSum(String workId, long blocked, long freed) {}

    /**
     * An account.
     *
     * @param tests ids of authorizations with the test that fails, at most 5
     */
    public record AccountSum(String accountId, long sessions, List<String> tests) {}

    /** Adds up, in memory that is bounded by the draft's works and the verdicts that are judged. */
    static final class Tally {
        private final Map<String, long[]> works = new HashMap<>();
        private final Map<String, Long> accounts = new HashMap<>();
        private final Map<String, TreeSet<String>> tests = new HashMap<>();

        void add(PreviewedSession session) {
            long[] work =
                    works.computeIfAbsent(String.valueOf(session.workId()), it -> new long[2]);
            work[0] += session.blocked().isEmpty() ? 0 : 1;
            work[1] += session.freed().isEmpty() ? 0 : 1;
            String account = session.verdict().accountId();
            if (account != null && !session.failedTests().isEmpty()) {
                accounts.merge(account, 1L, Long::sum);
                TreeSet<String> some = tests.computeIfAbsent(account, it -> new TreeSet<>());
                some.addAll(session.failedTests());
                while (some.size() > MOST_TESTS) {
                    some.pollLast();
                }
            }
        }

        PreviewSums sums(Map<String, Long> base) {
            return new PreviewSums(
                    works.entrySet().stream()
                            .map(it -> new WorkSum(it.getKey(), it.getValue()[0], it.getValue()[1]))
                            .sorted(
                                    Comparator.<WorkSum>comparingLong(
                                                    it -> -it.blocked() - it.freed())
                                            .thenComparing(WorkSum::workId))
                            .limit(MOST_WORKS)
                            .toList(),
                    accounts.entrySet().stream()
                            .map(
                                    it ->
                                            new AccountSum(
                                                    it.getKey(),
                                                    it.getValue(),
                                                    List.copyOf(tests.get(it.getKey()))))
                            .sorted(
                                    Comparator.<AccountSum>comparingLong(it -> -it.sessions())
                                            .thenComparing(AccountSum::accountId))
                            .limit(MOST_ACCOUNTS)
                            .toList(),
                    Math.max(0, accounts.size() - MOST_ACCOUNTS),
                    base);
        }
    }

    /** Beside the preview that was made last. */
    static void keep(Handle handle, String draftId, PreviewSums sums) {
        handle.createUpdate("update preview set sums = ? where draft_id = ?")
                .bind(0, Json.text(sums))
                .bind(1, draftId)
                .execute();
    }

    /** Empty where no preview was made, or an earlier version of this desk has made it. */
    static Optional<PreviewSums> of(Handle handle, String draftId) {
        return handle.select("select sums from preview where draft_id = ?", draftId)
                .map((row, context) -> Optional.ofNullable(row.getString(1)))
                .findFirst()
                .flatMap(it -> it)
                .map(it -> Json.read(it.getBytes(StandardCharsets.UTF_8), PreviewSums.class));
    }
}
