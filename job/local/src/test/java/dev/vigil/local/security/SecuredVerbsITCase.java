package dev.vigil.local.security;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.audit.NoteKey;
import dev.vigil.cli.Vigil;
import dev.vigil.client.act.ActAnswer;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.bus.BusException;
import dev.vigil.client.bus.Event;
import dev.vigil.edge.PcmSource;
import dev.vigil.fixtures.release.Releases;
import dev.vigil.fixtures.sound.Composer;
import dev.vigil.fixtures.sound.Encoder;
import dev.vigil.policy.StayDownWork;
import dev.vigil.schema.account.DepartmentReport;
import dev.vigil.schema.account.ReportState;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.input.DeadLetterBuilder;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.notice.ClockState;
import dev.vigil.schema.notice.NoticeReceived;
import dev.vigil.schema.notice.NoticeStatus;
import dev.vigil.schema.staydown.StayDown;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.ListKeys;
import dev.vigil.schema.wire.Party;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/**
 * Each verb that writes, and those that look at most, as the party that the operator's guide names,
 * with the rights of {@code vigil topics --acls} and no others: over SASL_SSL, and no job runs.
 */
class SecuredVerbsITCase {
    private static final Path GUIDE = Path.of("../docs/guides/operator.md");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final long NOW_MS = System.currentTimeMillis();
    private static final String REFUSED = "expected another test, got this one";

    /** Whatever names the person who causes a record sends one. */
    private static final Set<String> WRITING = new TreeSet<>();

    /** In an order in which each finds what it is about. */
    private static final Map<String, String> LINES = new LinkedHashMap<>();

    static {
        collect("", Vigil.line(), WRITING);
        LINES.put("ingest", "FOLDER/master.flac --as work --work shared-work");
        LINES.put("account opened", "account-1");
        LINES.put("account fail", "account-7781 --reason r");
        LINES.put("account confirm", "account-7781");
        LINES.put("account erase", "account-1 --basis r");
        LINES.put("standing unlink", "account-7781 account-9002 --basis b");
        LINES.put("standing link", "account-7781 account-2 --basis b");
        LINES.put("standing decide", "account-7781 DECLINE --reason r");
        LINES.put("standing waive", "account-7781 session:x --reason r");
        LINES.put(
                "warning receipt",
                "account-7781/FIRST/session:live-2026-1124-0042 READ --channel app");
        LINES.put("appeal file", "appeal-9 --account account-7781 --offence session:x --why OWNER");
        LINES.put("appeal decide", "appeal-31 UPHOLD --reason r");
        LINES.put("report approve", "account-7781");
        LINES.put("report reject", "account-7781 --reason r");
        LINES.put("report sent", "report-APPROVED --channel c --document d");
        LINES.put("report acknowledged", "report-SENT --channel c --document d");
        LINES.put("user-report done", "live-2026-1124-0042 --reason r");
        LINES.put("confirm", "live-2026-1124-0042");
        LINES.put("notice file", "n-4 --notifier studio --item clip-4");
        LINES.put("notice import", "FOLDER/notices.csv");
        LINES.put("notice triage", "notice-9001 --accept --by li");
        LINES.put("notice reject", "notice-9001 --by li --reason r");
        LINES.put("notice decline", "notice-9001 --by li --reason r");
        LINES.put("notice supplement", "notice-9001 --brings ADDRESS");
        LINES.put("notice forward", "notice-9001 --counter --to studio");
        LINES.put("notice confirm", "video-100");
        LINES.put("notice reverse", "video-100 --reason r");
        LINES.put("notice counter", "notice-9001 --why owner");
        LINES.put("notice proceeding", "notice-9001 --filed LAWSUIT");
        LINES.put("notice hold", "notice-9001 --document d");
        LINES.put("notice resume", "notice-paused --document d");
        LINES.put("notice ack", "notice-9001/1/E2 --by wang");
        LINES.put("notice withdraw", "notice-9001");
        LINES.put("notifier erase", "studio-8 --basis r --no-wait");
        LINES.put("list add", "new-2 --work work-88 --class FORBIDDEN");
        LINES.put("list withdraw", "new-2 --no-wait");
        LINES.put("list renew", "staydown.upload-9 --no-wait");
        LINES.put("list import", "FOLDER/list.csv --apply --no-wait");
        LINES.put("authorization grant", "deal-8 --to a --work work-88");
        LINES.put("authorization amend", "auth-501 --excerpt 3m");
        LINES.put("authorization revoke", "auth-501 --reason over");
        LINES.put("policy set", "harbour --rule BLOCK");
        LINES.put("work register", "work-88 --owner harbour");
        LINES.put("work claim", "work-88 --as harbour --percent 60 --no-wait");
        LINES.put("work decide", "work-88 --right ON_DEMAND --document d --no-wait");
        LINES.put("reference review", "work-88 --outcome CONFIRMED");
        LINES.put("signal decide", "harbour-video:film-17 CONFIRM --work work-88 --no-wait");
        LINES.put(
                "signal report",
                "notifier-17 --organisation 91310000MA1K35XXXX --document FOLDER/list.csv"
                        + " --origin here.example --no-wait");
        LINES.put(
                "signal share",
                "shared-work master --origin here.example --class RIGHTS_DECLARED --no-wait");
        LINES.put("reference show WORK", "work-88");
        LINES.put("reference show", "");
        LINES.put("audit verify", "--key FOLDER/audit.vkey");
        LINES.put("inspect", "--key FOLDER/audit.vkey --from 1d --out FOLDER/inspection.html");
        LINES.put("doctor", "");
        LINES.put("list show", "");
        LINES.put("list preview", "FOLDER/list.csv");
        LINES.put("account show", "account-7781 --unconfirmed");
        LINES.put("user-report show", "live-2026-1124-0042");
        LINES.put("report show", "account-7781");
        LINES.put("notice show", "notice-9001");
        LINES.put("work conflicts", "");
        LINES.put("owner usage", "harbour");
    }

    /** There is no job, and no audit log. */
    private static final Set<String> FINDS = Set.of("audit verify", "inspect", "doctor");

    @TempDir private static Path folder;
    private static SecureBroker broker;
    private static Doors doors;

    /** A verb, and whose rights its user has. */
    private record Line(String verb, Set<Party> parties) {}

    @BeforeAll
    static void start() throws Exception {
        Set<Set<Party>> together = new HashSet<>();
        guide().values().forEach(together::addAll);
        together.removeIf(parties -> parties.size() == 1);
        broker = SecureBroker.start(folder.resolve("broker"), together);
        Encoder.write(
                Composer.compose(16, 20, PcmSource.RATE_HZ),
                folder.resolve("master.flac"),
                Encoder.Format.FLAC);
        Files.writeString(
                folder.resolve("list.csv"), "entry,work,class\nbureau.1,work-88,FORBIDDEN\n");
        Files.writeString(
                folder.resolve("notices.csv"), "noticeId,notifier,item\nn-5,studio,clip-5\n");
        NoteKey key = NoteKey.of("platform.example/audit/1", ListKeys.create().getPublic());
        Files.writeString(folder.resolve("audit.vkey"), key.line());
        try (Bus bus = new Bus(broker.admin())) {
            publish(bus);
        }
        doors = new Doors();
    }

    /** What the lines are about, as the jobs and other parties have published it. */
    private static void publish(Bus bus) throws IOException {
        golden(bus, Topic.ACCOUNTS, EventType.ACCOUNT_LINKED, "account-7781/linked");
        golden(bus, Topic.ACCOUNT_STANDINGS, EventType.ACCOUNT_STANDING, "account-7781");
        golden(bus, Topic.ACCOUNT_COMMANDS, EventType.ACCOUNT_COMMAND, "account-7781");
        golden(bus, Topic.WARNINGS, EventType.USER_WARNING, "account-7781");
        golden(bus, Topic.APPEALS, EventType.APPEAL_FILED, "account-7781");
        golden(bus, Topic.USER_REPORTS, EventType.USER_REPORT, "live-2026-1124-0042");
        golden(bus, Topic.COMMANDS, EventType.COMMAND, "live-2026-1124-0042");
        golden(bus, Topic.ESCALATIONS, EventType.ESCALATION, "notice-9001/1/E2");
        golden(bus, Topic.NOTIFIERS, EventType.NOTIFIER_STANDING, "notifier-17");
        golden(bus, Topic.AUTHORIZATIONS, EventType.AUTHORIZATION_GRANTED, "auth-501");
        golden(bus, Topic.WORKS, EventType.WORK_REGISTERED, "work-88");
        golden(bus, Topic.REFERENCE_HEALTH, EventType.REFERENCE_HEALTH, "work-88/master");
        golden(bus, Topic.SIGNAL_STATES, EventType.SIGNAL_STATE, "harbour-video:film-17");
        golden(bus, Topic.DEPARTMENT, EventType.DEPARTMENT_REPORT, "account-7781");
        DepartmentReport draft = golden(EventType.DEPARTMENT_REPORT, DepartmentReport.class);
        for (ReportState state : List.of(ReportState.APPROVED, ReportState.SENT)) {
            DepartmentReport report =
                    draft.withReportId("report-" + state)
                            .withAccountId("of-" + state)
                            .withState(state);
            bus.send(Topic.DEPARTMENT, EventType.DEPARTMENT_REPORT, "of-" + state, NOW_MS, report);
        }
        golden(bus, Topic.NOTICES, EventType.NOTICE_RECEIVED, "notice-9001");
        golden(bus, Topic.NOTICE_STATUS, EventType.NOTICE_STATUS, "notice-9001");
        String paused = "notice-paused";
        NoticeReceived received = golden(EventType.NOTICE_RECEIVED, NoticeReceived.class);
        NoticeStatus status = golden(EventType.NOTICE_STATUS, NoticeStatus.class);
        bus.send(
                Topic.NOTICES,
                EventType.NOTICE_RECEIVED,
                paused,
                NOW_MS,
                received.withNoticeId(paused));
        bus.send(
                Topic.NOTICE_STATUS,
                EventType.NOTICE_STATUS,
                paused,
                NOW_MS,
                status.withNoticeId(paused).withClock(ClockState.PAUSED));
        StayDown down = new StayDown("upload-9", "notice-9001", true, NOW_MS, "work-88");
        ListEntry entry = StayDownWork.entry(down, down.workId());
        bus.send(Topic.LIST, EventType.LIST_UPSERTED, entry.entryId(), NOW_MS, entry);
    }

    private static void golden(Bus bus, Topic topic, EventType type, String key)
            throws IOException {
        bus.send(topic, type, key, NOW_MS, golden(type, type.data()));
    }

    private static <T> T golden(EventType type, Class<T> data) throws IOException {
        return Json.read(Files.readAllBytes(Releases.event(type)), data);
    }

    @AfterAll
    static void stop() throws Exception {
        doors.close();
        broker.close();
    }

    /**
     * By verb, the parties of the guide's table; of several with "or" between them any will do, of
     * those with "and" the user has the rights of all. The name of a group means all of it that
     * writes; the row without a name is of the lines that none has named.
     */
    private static Map<String, List<Set<Party>>> guide() throws IOException {
        Map<String, List<Set<Party>>> guide = new TreeMap<>();
        List<Set<Party>> others = new ArrayList<>();
        for (String[] cells : rows()) {
            List<String> names = codes(cells[1]);
            List<Set<Party>> parties = parties(cells[2]);
            if (names.isEmpty()) {
                others.addAll(parties);
            }
            for (String name : names) {
                List<String> verbs = LINES.containsKey(name) ? List.of(name) : writing(name);
                verbs.forEach(
                        verb ->
                                guide.computeIfAbsent(verb, v -> new ArrayList<>())
                                        .addAll(parties));
            }
        }
        LINES.keySet().stream()
                .filter(verb -> !WRITING.contains(verb))
                .forEach(verb -> guide.putIfAbsent(verb, others));
        return guide;
    }

    private static List<String[]> rows() throws IOException {
        return Files.readAllLines(GUIDE).stream()
                .dropWhile(line -> !line.startsWith("| verbs "))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> line.split("\\|"))
                .toList();
    }

    private static List<String> writing(String group) {
        return WRITING.stream().filter(verb -> verb.startsWith(group + " ")).toList();
    }

    private static List<Set<Party>> parties(String cell) {
        return Arrays.stream(cell.split(" or ")).map(SecuredVerbsITCase::together).toList();
    }

    private static Set<Party> together(String parties) {
        return codes(parties).stream()
                .map(party -> Party.valueOf(party.toUpperCase(Locale.ROOT)))
                .collect(toCollection(() -> EnumSet.noneOf(Party.class)));
    }

    private static List<String> codes(String cell) {
        return CODE.matcher(cell).results().map((MatchResult r) -> r.group(1)).toList();
    }

    private static void collect(String above, CommandLine line, Set<String> verbs) {
        line.getSubcommands()
                .forEach(
                        (name, one) -> {
                            String verb = (above + " " + name).trim();
                            if (one.getCommandSpec().findOption("--actor") != null) {
                                verbs.add(verb);
                            }
                            collect(verb, one, verbs);
                        });
    }

    @Test
    void theGuideNamesTheRightsOfEachVerbThatWrites() throws Exception {
        assertThat(guide().keySet()).containsAll(WRITING);
        assertThat(LINES.keySet()).containsAll(guide().keySet());
        assertThat(guide().values())
                .allSatisfy(any -> assertThat(any).isNotEmpty().doesNotHaveDuplicates());
    }

    static Stream<Line> lines() throws IOException {
        Map<String, List<Set<Party>>> guide = guide();
        return LINES.keySet().stream()
                .flatMap(
                        verb ->
                                guide.getOrDefault(verb, List.of()).stream()
                                        .map(parties -> new Line(verb, parties)));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void aVerbDoesItsWorkWithTheRightsThatTheGuideNames(Line line) throws IOException {
        StringWriter printed = new StringWriter();
        PrintWriter out = new PrintWriter(printed);
        CommandLine vigil = Vigil.line().setOut(out).setErr(out);
        String typed = line.verb().replace(" WORK", "") + " " + LINES.get(line.verb());
        List<String> words =
                new ArrayList<>(List.of(typed.replace("FOLDER", folder.toString()).split(" ")));
        words.addAll(List.of("--bootstrap", broker.bootstrap()));
        words.addAll(List.of("--kafka-properties", client(line.parties()).toString()));
        int code = vigil.execute(words.toArray(String[]::new));
        boolean isAnswered =
                last(vigil).getCommandSpec().findOption("--no-wait") != null
                        && !words.contains("--no-wait");
        assertThat(printed.toString())
                .doesNotContain("expected the right")
                .satisfies(
                        text -> {
                            if (isAnswered) {
                                assertThat(text).contains(REFUSED);
                            } else {
                                assertThat(code)
                                        .as(text)
                                        .isEqualTo(FINDS.contains(line.verb()) ? 1 : 0);
                            }
                        });
    }

    /** A verb that ends waits for the fetch that it leaves behind: here no half a second. */
    private static Path client(Set<Party> parties) throws IOException {
        String settings = Files.readString(broker.file(parties)) + "fetch.max.wait.ms=10\n";
        return Files.writeString(folder.resolve("client.properties"), settings);
    }

    private static CommandLine last(CommandLine vigil) {
        List<CommandLine> parsed = vigil.getParseResult().asCommandLineList();
        return parsed.get(parsed.size() - 1);
    }

    /** Refuses all that a job would answer, at once: no verb waits in vain. */
    private static final class Doors implements AutoCloseable {
        private final Bus bus = new Bus(broker.admin());
        private final Bus.Tail tail;
        private final Thread thread = new Thread(this::keep, "doors");
        private volatile boolean isKept = true;

        Doors() throws BusException {
            Topic[] answered =
                    Arrays.stream(Topic.values())
                            .filter(topic -> refusals(topic).findAny().isPresent())
                            .toArray(Topic[]::new);
            tail = bus.tail(answered);
            thread.start();
        }

        private static Stream<Topic> refusals(Topic sent) {
            return ActAnswer.topics(sent).stream()
                    .filter(topic -> EventType.DEAD_LETTER.topics().contains(topic));
        }

        private void keep() {
            try {
                while (isKept) {
                    for (Event event : tail.next()) {
                        refuse(event);
                    }
                }
            } catch (BusException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void refuse(Event event) throws BusException {
            String place = event.topic() + "/" + event.partition() + "/" + event.offset();
            DeadLetter letter =
                    DeadLetterBuilder.builder()
                            .deadLetterId(place)
                            .topic(event.topic())
                            .partition(event.partition())
                            .offset(event.offset())
                            .stage("door")
                            .reason("REFUSED")
                            .message(REFUSED)
                            .key(event.key())
                            .bytes(new byte[0])
                            .build();
            Topic to = refusals(Topic.named(event.topic())).findFirst().orElseThrow();
            bus.send(to, EventType.DEAD_LETTER, place, NOW_MS, letter);
        }

        @Override
        public void close() throws InterruptedException {
            isKept = false;
            thread.join();
            tail.close();
            bus.close();
        }
    }
}
