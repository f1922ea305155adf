package dev.vigil.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.fixtures.release.Releases;
import dev.vigil.schema.address.StateName;
import dev.vigil.stream.jobs.SavedJob;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
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

    private static final String ADDRESSES = "addresses.txt";
    private static final String STATE = "state ";

    @TempDir private Path directory;

    /** One that passes may be there all the same: a savepoint is taken at any moment. */
    @Test
    void everyStateIsInASavepointOfEveryRelease() throws Exception {
        for (Path release : Releases.folders()) {
            List<SavedJob> jobs =
                    Stream.of("media", "notice", "ledger").map(name -> job(release, name)).toList();
            assertThat(missing(names(release), jobs))
                    .as("lacking in %s", release)
                    .isSubsetOf(PASSING);
        }
    }

    /** A state that joins in a version is in no savepoint of the versions before. */
    @Test
    void whatJoinedAfterAReleaseIsNotMissingInIt() throws Exception {
        List<SavedJob> jobs = List.of(job(Releases.folders().get(0), "notice"));
        Path release = Files.createDirectory(directory.resolve("0.0.1"));
        assertThat(missing(names(release), jobs)).contains(StateName.TRACKS, StateName.FIGURE);

        List<String> addresses = List.of("uid media-judge", STATE + StateName.NOTICE_CASE);
        Files.write(release.resolve(ADDRESSES), addresses);
        assertThat(missing(names(release), jobs)).isEmpty();

        Files.writeString(release.resolve(ADDRESSES), STATE + StateName.TRACKS);
        assertThat(missing(names(release), jobs)).containsExactly(StateName.TRACKS);
    }

    private static SavedJob job(Path release, String name) {
        return new SavedJob(release.resolve("savepoints").resolve(name));
    }

    private Set<String> missing(Set<String> names, List<SavedJob> jobs) throws Exception {
        Set<String> missing = new TreeSet<>(names);
        for (SavedJob job : jobs) {
            Path unpacked = Files.createTempDirectory(directory, "job");
            StateCount count = StateCount.in(job.unpacked(unpacked));
            count.states().forEach((name, all) -> seen(name, all, missing));
            count.operatorStates().forEach((name, all) -> seen(name, all, missing));
        }
        return missing;
    }

    private static void seen(String name, StateCount.Count count, Set<String> missing) {
        if (count.entries() > 0) {
            missing.remove(name);
        }
    }

    /** Of a release that is frozen those that it left behind, else those of today. */
    private static Set<String> names(Path release) throws Exception {
        Set<String> names = new TreeSet<>();
        Path addresses = release.resolve(ADDRESSES);
        if (Files.exists(addresses)) {
            Files.readAllLines(addresses).stream()
                    .filter(line -> line.startsWith(STATE))
                    .forEach(line -> names.add(line.substring(STATE.length())));
            assertThat(names).as("states in %s", addresses).isNotEmpty();
            return names;
        }
        for (Field name : StateName.class.getFields()) {
            names.add((String) name.get(null));
        }
        return names;
    }
}
