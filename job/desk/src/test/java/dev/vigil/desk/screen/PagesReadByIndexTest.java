package dev.vigil.desk.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.client.page.PageLanguage;
import dev.vigil.desk.DeskPages;
import dev.vigil.desk.DeskScene;
import dev.vigil.desk.DeskSceneRecords;
import dev.vigil.desk.act.WritingParties;
import dev.vigil.desk.project.TestingTopicLog;
import dev.vigil.desk.sign.DeskRole;
import dev.vigil.desk.sign.Visitor;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.store.StoreAddress;
import dev.vigil.desk.store.TestingStores;
import dev.vigil.desk.web.DeskScreen;
import dev.vigil.desk.web.TestingVisit;
import dev.vigil.desk.web.Visit;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No page reads the journal of a whole topic: SQLite, which has counted nothing, takes the key of
 * the journal for a condition on the topic, where the subject would be the better index.
 */
class PagesReadByIndexTest {
    private static final Pattern JOURNAL = Pattern.compile("\\b(from|join) event\\b");

    /** The journal as a whole, or all of a topic or a partition of it. */
    private static final Pattern WHOLE =
            Pattern.compile(
                    "SCAN (event|e|b)\\b(?! USING)"
                            + "|sqlite_autoindex_event_1 \\(topic=\\?( AND part=\\?)?\\)"
                            + "|sqlite_autoindex_event_1 \\(topic=\\? AND part=\\? AND off<\\?\\)");

    @TempDir private Path folder;

    private final Set<String> asked = ConcurrentHashMap.newKeySet();

    private DataSource listening(DataSource source) {
        return (DataSource)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {DataSource.class},
                        (proxy, method, arguments) -> {
                            Object result = invoke(source, method, arguments);
                            return result instanceof Connection one ? listening(one) : result;
                        });
    }

    private Connection listening(Connection connection) {
        return (Connection)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {Connection.class},
                        (proxy, method, arguments) -> {
                            if (method.getName().equals("prepareStatement")) {
                                asked.add((String) arguments[0]);
                            }
                            return invoke(connection, method, arguments);
                        });
    }

    private static Object invoke(Object target, Method method, Object[] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Test
    void noPageReadsTheJournalOfAWholeTopic() throws Exception {
        StoreAddress address = TestingStores.SQLITE.address(folder);
        TestingTopicLog log = new TestingTopicLog();
        DeskScene scene = new DeskScene(log, "", any -> any);
        DeskSceneRecords records = new DeskSceneRecords(log, "", any -> any);
        scene.day();
        records.send();
        Store store = TestingStores.open(address, this::listening);
        DeskScene.read(store, log);
        asked.clear();
        Visitor owner = new Visitor("oidc:o", "o", Set.of(DeskRole.OWNER), scene.id("studio"));
        List<String> opened = new ArrayList<>();
        for (DeskScreen screen : DeskPages.screens(store, nothing(), WritingParties.open())) {
            for (String[] places : places(screen, scene, records, log)) {
                Visit visit = TestingVisit.get(PageLanguage.EN, Map.of(), places);
                boolean isOwners = screen.roles().equals(Set.of(DeskRole.OWNER));
                screen.get(isOwners ? TestingVisit.by(visit, owner) : visit);
                opened.add(screen.path());
            }
        }
        assertThat(opened).hasSizeGreaterThan(60);

        Set<String> whole = new LinkedHashSet<>();
        try (Connection plain = DriverManager.getConnection(address.url())) {
            for (String sql : asked) {
                if (JOURNAL.matcher(sql).find()) {
                    plan(plain, sql).stream()
                            .filter(it -> WHOLE.matcher(it).find())
                            .forEach(it -> whole.add(it + ": " + sql));
                }
            }
        }
        assertThat(whole).isEmpty();
    }

    private static HealthSources nothing() {
        return new HealthSources(Optional::empty, Optional::empty, List::of, Optional::empty);
    }

    private static List<String[]> places(
            DeskScreen screen, DeskScene scene, DeskSceneRecords records, TestingTopicLog log) {
        List<String[]> places = new ArrayList<>();
        if (!screen.path().contains("{")) {
            places.add(new String[0]);
        }
        if (screen.path().startsWith("/notice/{id}")) {
            scene.notices().forEach(it -> places.add(new String[] {"id", it}));
        }
        for (String[] page : records.pages()) {
            if (page[0].equals(screen.path())) {
                places.add(new String[] {"id", page[1]});
            }
        }
        if (screen.path().equals("/record/{topic}/{part}/{off}")) {
            Map<String, String[]> last = new TreeMap<>();
            log.all().forEach(it -> last.put(it.topic(), place(it)));
            places.addAll(last.values());
        }
        return places;
    }

    private static String[] place(ConsumerRecord<?, ?> record) {
        return new String[] {
            "topic", record.topic(),
            "part", String.valueOf(record.partition()),
            "off", String.valueOf(record.offset())
        };
    }

    private static List<String> plan(Connection plain, String sql) throws SQLException {
        List<String> plan = new ArrayList<>();
        try (Statement statement = plain.createStatement();
                ResultSet rows = statement.executeQuery("explain query plan " + sql)) {
            while (rows.next()) {
                plan.add(rows.getString("detail"));
            }
        }
        return plan;
    }
}
