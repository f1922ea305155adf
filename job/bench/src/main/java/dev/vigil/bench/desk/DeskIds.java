package dev.vigil.bench.desk;

import dev.vigil.schema.wire.Topic;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Ids of what the store holds, for the places of addresses: spread over all of it, and in one of
 * five calls the one that most is known of.
 */
final class DeskIds {
    private static final List<String> RUNBOOKS = List.of("notice", "commands", "list", "ledger");
    private static final int OF_HOT = 5;

    /** What no run has any of: it takes minutes to be made. */
    private static final Set<String> NONE = Set.of("compare", "inspection");

    private final DeskPlan plan;
    private final DeskSessions sessions;
    private final List<String> requests;
    private final List<String> drafts;
    private final List<String> batches;
    private final Map<String, Function<SplittableRandom, String>> byKind = new TreeMap<>();

    /**
     * @param requests of people, which the desk has carried out
     * @param drafts that wait for a second person
     * @param batches of the list that wait likewise
     */
    DeskIds(DeskPlan plan, List<String> requests, List<String> drafts, List<String> batches) {
        this.plan = plan;
        this.requests = List.copyOf(requests);
        this.drafts = List.copyOf(drafts);
        this.batches = List.copyOf(batches);
        sessions = new DeskSessions(plan, (topic, type, key, ms, event, actor) -> {});
        ids();
    }

    private void ids() {
        byKind.put("notice", random -> DeskPlan.notice(some(random, plan.notices())));
        byKind.put("item", random -> DeskPlan.item(some(random, plan.notices()), 0));
        byKind.put("notifier", random -> plan.notifier(some(random, plan.notifiers())));
        byKind.put("session", random -> DeskPlan.session(some(random, plan.sessions())));
        byKind.put(
                "command",
                random ->
                        DeskSessions.command(
                                sessions.withCommand(random.nextInt(plan.sessions()))));
        byKind.put("entry", random -> DeskPlan.entry(some(random, plan.entries())));
        byKind.put("batch", random -> plan.batch(random.nextInt(plan.entries())));
        byKind.put("work", random -> DeskPlan.work(some(random, plan.works())));
        byKind.put("account", random -> DeskPlan.account(some(random, plan.accounts())));
        byKind.put(
                "report",
                random ->
                        DeskAccounts.report(
                                DeskAccounts.withReport(random.nextInt(plan.accounts()))));
        byKind.put("reports", random -> DeskPlan.session(random.nextInt(plan.sessions())));
        byKind.put("owner", random -> "owner-" + random.nextInt(plan.owners()));
        byKind.put("signal", random -> DeskPlan.signal(random.nextInt(plan.signals())));
        byKind.put("log", random -> DeskRegisters.LOG);
        byKind.put("runbook", random -> RUNBOOKS.get(random.nextInt(RUNBOOKS.size())));
        byKind.put("order", random -> requests.get(random.nextInt(requests.size())));
        byKind.put("draft", random -> drafts.get(random.nextInt(drafts.size())));
        byKind.put("list/draft", random -> batches.get(random.nextInt(batches.size())));
        byKind.put("record", this::record);
    }

    /** The first ones are the hot ones: of works, accounts, notifiers. */
    private static int some(SplittableRandom random, int most) {
        return random.nextInt(OF_HOT) == 0 ? 0 : random.nextInt(most);
    }

    /** The same of what is one owner's. */
    DeskIds ofOwner(String party) {
        DeskIds own = new DeskIds(plan, requests, drafts, batches);
        int[] works =
                IntStream.range(0, plan.works())
                        .filter(work -> plan.owner(work).equals(party))
                        .toArray();
        if (works.length > 0) {
            own.byKind.put("work", random -> DeskPlan.work(works[random.nextInt(works.length)]));
        }
        own.byKind.put("notice", random -> DeskPlan.notice(noticeOf(party, random)));
        return own;
    }

    /** The one at or behind a drawn place. */
    private long noticeOf(String notifier, SplittableRandom random) {
        int found = random.nextInt(plan.notices());
        for (int i = 0; i < plan.notices() && !plan.notifier((long) found).equals(notifier); i++) {
            found = (found + 1) % plan.notices();
        }
        return found;
    }

    private String record(SplittableRandom random) {
        Topic topic = random.nextBoolean() ? Topic.VERDICTS : Topic.NOTICE_STATUS;
        int most = Math.max(1, (topic == Topic.VERDICTS ? plan.sessions() : plan.notices()) / 8);
        return topic.topicName()
                + "/"
                + random.nextInt(topic.partitions())
                + "/"
                + random.nextInt(most);
    }

    /** An id of what a filter of a list is called; null where none is known. */
    String text(String filter, SplittableRandom random) {
        return switch (filter) {
            case "work", "account", "notifier", "batch" -> byKind.get(filter).apply(random);
            case "actor", "person" -> plan.person(random.nextInt(100));
            case "subject", "key" -> byKind.get("notice").apply(random);
            case "month" -> DeskRegisters.day(plan.toMs()).toString().substring(0, 7);
            case "begins" -> "notifier-1";
            case "topic" -> "notices";
            case "reason" -> "INVALID_JSON";
            case "at" -> DeskRegisters.day(plan.toMs() - DeskPlan.DAY_MS) + "T12:00";
            default -> null;
        };
    }

    /** What people search for: the beginning of an id, or a title. */
    String searched(SplittableRandom random) {
        List<String> kinds = List.of("notice", "item", "session", "account", "work", "command");
        String id = byKind.get(kinds.get(random.nextInt(kinds.size()))).apply(random);
        return switch (random.nextInt(3)) {
            case 0 -> id;
            case 1 -> id.substring(0, Math.max(3, id.length() - 2));
            default -> "night harbour " + random.nextInt(plan.works());
        };
    }

    /** False of a page about something that a run has none of. */
    static boolean isThere(String path) {
        int brace = path.indexOf('{');
        return brace < 0 || !NONE.contains(kind(path.substring(0, brace)));
    }

    /**
     * The address of a page.
     *
     * @param path with names in braces
     * @throws IllegalStateException where it is not known what they hold: a new page
     */
    String address(String path, SplittableRandom random) {
        int brace = path.indexOf('{');
        if (brace < 0) {
            return path;
        }
        String kind = kind(path.substring(0, brace));
        Function<SplittableRandom, String> ids = byKind.get(kind);
        if (ids == null) {
            throw new IllegalStateException(
                    path
                            + ": expected a page about one of "
                            + byKind.keySet()
                            + ", got '"
                            + kind
                            + "'; give DeskIds its ids");
        }
        String id = ids.apply(random);
        if (kind.equals("record")) {
            return path.substring(0, brace) + id;
        }
        return path.substring(0, brace)
                + DeskBrowser.encoded(id)
                + path.substring(path.indexOf('}') + 1);
    }

    /** The last segment; drafts of the list are not those of other forms. */
    private static String kind(String before) {
        String[] segments = before.split("/");
        String last = segments[segments.length - 1];
        return before.equals("/list/draft/") ? "list/draft" : last;
    }
}
