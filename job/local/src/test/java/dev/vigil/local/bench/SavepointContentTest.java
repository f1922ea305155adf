package dev.vigil.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.local.jobs.SavedJob;
import dev.vigil.schema.state.StateName;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A savepoint without a state proves nothing of it: together those of a release hold all. */
class SavepointContentTest {
    /** Not keyed: how the index is divided, and what is broadcast. */
    private static final Set<String> NOT_COUNTED =
            Set.of(
                    StateName.INDEX_DIVISION,
                    StateName.LIST_BY_WORK,
                    StateName.LIST_WORK_OF_ENTRY,
                    StateName.STANDINGS);

    /**
     * There for a while only, or with shards; golden bytes cover them until the stories have them.
     */
    private static final Set<String> PASSING =
            Set.of(
                    StateName.ANALYSED_SO_FAR,
                    StateName.AUTHORIZATION_ENDS,
                    StateName.GATHERED_ANSWERS,
                    StateName.GATHERED_NEWS,
                    StateName.GONE_ENTRIES,
                    StateName.LAST_OPENING,
                    StateName.LIST_AS_OF,
                    StateName.OPEN_WALK,
                    StateName.PENDING_SCREENING,
                    StateName.POLICY_WALK,
                    StateName.RECENT_WALK,
                    StateName.WAITING_PACKETS,
                    StateName.WAITING_RANGE,
                    StateName.WINDOW_OPENINGS);

    @Test
    void everyStateIsInASavepointOfEveryRelease(@TempDir Path directory) throws Exception {
        List<SavedJob> media = SavedJob.ofEveryRelease("media");
        List<SavedJob> notice = SavedJob.ofEveryRelease("notice");
        for (int release = 0; release < media.size(); release++) {
            assertWhole(
                    List.of(media.get(release), notice.get(release)),
                    Files.createDirectory(directory.resolve("release-" + release)));
        }
    }

    private static void assertWhole(List<SavedJob> release, Path directory) throws Exception {
        Set<String> missing = new TreeSet<>(names());
        for (SavedJob job : release) {
            Path unpacked = Files.createTempDirectory(directory, "job");
            StateCount.in(job.unpacked(unpacked))
                    .states()
                    .forEach((name, count) -> seen(name, count, missing));
        }
        missing.removeAll(NOT_COUNTED);
        assertThat(missing).as("lacking in %s", release).isEqualTo(PASSING);
    }

    private static void seen(String name, StateCount.Count count, Set<String> missing) {
        if (count.entries() > 0) {
            missing.remove(name);
        }
    }

    private static Set<String> names() throws IllegalAccessException {
        Set<String> names = new TreeSet<>();
        for (Field name : StateName.class.getFields()) {
            names.add((String) name.get(null));
        }
        return names;
    }
}
