package dev.vigil.local.demo;

import dev.vigil.edge.Decoder;
import dev.vigil.edge.PcmSource;
import dev.vigil.fixtures.sound.Composer;
import dev.vigil.fixtures.sound.Encoder;
import dev.vigil.fixtures.sound.Sound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A recording for every role: composed, or from the user's directory as far as it goes. */
final class Repertoire {
    /** Enough of each recording for the story. */
    private static final int SECONDS = 60;

    private static final String COMPOSED = "composed, seed ";
    private static final int FEWEST_FILES = 4;
    private static final long SEED = 20_100_108;
    private static final Set<String> SOUND =
            Set.of("mp3", "ogg", "oga", "flac", "wav", "m4a", "aac", "opus", "mp4", "mkv", "webm");

    private final Map<Role, Sound> sounds = new EnumMap<>(Role.class);
    private final Map<Role, String> origins = new EnumMap<>(Role.class);
    private final Map<Role, Path> minutes = new EnumMap<>(Role.class);

    /**
     * Prepares all recordings.
     *
     * @param media directory of four recordings or more, or null to compose
     */
    static Repertoire prepare(Path media, Path work) throws IOException {
        return prepare(media, work, List.of(Role.values()));
    }

    /** The same for some of the roles. */
    static Repertoire prepare(Path media, Path work, List<Role> roles) throws IOException {
        List<Path> files = media == null ? List.of() : files(media);
        Repertoire repertoire = new Repertoire();
        for (Role role : roles) {
            int i = role.ordinal();
            boolean given = i < files.size();
            Sound minute =
                    given
                            ? decoded(files.get(i))
                            : Composer.compose(SEED + i, SECONDS, Decoder.RATE_HZ * 2);
            Path file = work.resolve(role.workId() + ".flac");
            Encoder.write(minute, file, Encoder.Format.FLAC);
            repertoire.minutes.put(role, file);
            repertoire.put(
                    role,
                    given ? minute : decoded(file),
                    given ? files.get(i).getFileName().toString() : COMPOSED + (SEED + i));
        }
        return repertoire;
    }

    private void put(Role role, Sound sound, String origin) {
        sounds.put(role, sound);
        origins.put(role, origin);
    }

    private static List<Path> files(Path media) throws IOException {
        List<Path> found;
        try (Stream<Path> files = Files.walk(media)) {
            found = files.filter(Repertoire::isSound).sorted().toList();
        } catch (IOException e) {
            throw new IOException("--media: expected a readable directory, got '" + media + "'", e);
        }
        List<Path> longEnough = found.stream().filter(Repertoire::isLongEnough).toList();
        if (longEnough.size() < FEWEST_FILES) {
            throw new IOException(
                    "--media: expected "
                            + FEWEST_FILES
                            + " recordings of a minute or more, got "
                            + longEnough.size()
                            + " in '"
                            + media
                            + "'; give another directory");
        }
        return longEnough;
    }

    private static boolean isSound(Path file) {
        String name = file.getFileName().toString();
        String ending = name.substring(name.lastIndexOf('.') + 1);
        return Files.isRegularFile(file)
                && SOUND.contains(ending.toLowerCase(java.util.Locale.ROOT));
    }

    private static boolean isLongEnough(Path file) {
        try (Decoder decoder = Decoder.open(file.toString())) {
            return decoder.durationMs().orElse(0) >= 1_000L * SECONDS;
        } catch (IOException e) {
            return false;
        }
    }

    /** The first minute, as the edge would decode it. */
    static Sound decoded(Path file) throws IOException {
        short[] pcm = new short[SECONDS * PcmSource.RATE_HZ];
        try (Decoder decoder = Decoder.open(file.toString())) {
            int read = decoder.readFully(pcm, 0, pcm.length);
            return new Sound(Arrays.copyOf(pcm, read), PcmSource.RATE_HZ);
        }
    }

    Sound sound(Role role) {
        return sounds.get(role);
    }

    /** The first minute of it, as it is registered or played. */
    Path file(Role role) {
        return minutes.get(role);
    }

    /** Where the recordings are from, in a sentence. */
    String origins() {
        long composed = origins.values().stream().filter(it -> it.startsWith(COMPOSED)).count();
        long given = origins.size() - composed;
        return composed == 0
                ? given + " recordings of yours."
                : given == 0
                        ? composed + " recordings are composed."
                        : given + " recordings of yours, " + composed + " composed.";
    }

    String origin(Role role) {
        return origins.get(role);
    }
}
