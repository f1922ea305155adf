package dev.vigil.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.address.StateName;
import dev.vigil.stream.jobs.SavedJob;
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
    /**
     * There between two steps of a task only, or with shards, and golden bytes cover them; or a
     * time for a second at most, or while a job without state reads what was there, a number like
     * those that other states of a savepoint hold.
     */
    private static final Set<String> PASSING =
            Set.of(
                    StateName.GATHERED_ANSWERS,
                    StateName.POLICY_WALK,
                    StateName.UNREAD_REFERENCES,
                    StateName.JUDGE_AGAIN_AT,
                    StateName.SCREENING_LOOK_AT);

    @Test
    void everyStateIsInASavepointOfEveryRelease(@TempDir Path directory) throws Exception {
        List<SavedJob> media = SavedJob.ofEveryRelease("media");
        List<SavedJob> notice = SavedJob.ofEveryRelease("notice");
        List<SavedJob> ledger = SavedJob.ofEveryRelease("ledger");
        for (int release = 0; release < media.size(); release++) {
            assertWhole(
                    List.of(media.get(release), notice.get(release), ledger.get(release)),
                    Files.createDirectory(directory.resolve("release-" + release)));
        }
    }

    private static void assertWhole(List<SavedJob> release, Path directory) throws Exception {
        Set<String> missing = new TreeSet<>(names());
        for (SavedJob job : release) {
            Path unpacked = Files.createTempDirectory(directory, "job");
            StateCount count = StateCount.in(job.unpacked(unpacked));
            count.states().forEach((name, all) -> seen(name, all, missing));
            count.operatorStates().forEach((name, all) -> seen(name, all, missing));
        }
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
