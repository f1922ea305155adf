package dev.vigil.local.demo;

import dev.vigil.audio.Profile;
import dev.vigil.client.bus.Push;
import dev.vigil.edge.Pacer;
import dev.vigil.edge.PcmSource;
import dev.vigil.edge.PictureSource;
import dev.vigil.edge.Progress;
import dev.vigil.edge.ReferencePush;
import dev.vigil.edge.SessionPush;
import dev.vigil.edge.Tracks;
import dev.vigil.fixtures.film.Film;
import dev.vigil.fixtures.film.FilmEncoder;
import dev.vigil.fixtures.sound.Encoder;
import dev.vigil.fixtures.sound.Sound;
import dev.vigil.schema.media.Modality;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.video.Picture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Plays recordings into the platform, as uploads, live streams, feeds and works. */
final class Studio {
    private static final Set<Modality> BOTH = Set.of(Modality.AUDIO, Modality.VIDEO);

    private final Path work;
    private final Push push;

    Studio(Path work, Push push) {
        this.work = work;
        this.push = push;
    }

    void register(Role role, Sound sound) throws IOException {
        new ReferencePush(push, Profile.CURRENT)
                .push(
                        new ReferencePush.Name(role.workId(), "master", 1, role.workId()),
                        PcmSource.of(sound.pcm()),
                        System.currentTimeMillis(),
                        Progress.none());
    }

    /** What is left of a sound after a real codec: written to a file and decoded again. */
    Sound through(Encoder.Format format, Sound sound, String name) throws IOException {
        Path file = file(name, format);
        Encoder.write(sound, file, format);
        return Repertoire.decoded(file);
    }

    /** Where a sound of that name was written to. */
    Path file(String name, Encoder.Format format) {
        return work.resolve(name + "." + format.extension());
    }

    /** A sound in a file, as it is. */
    Path kept(String name, Sound sound) throws IOException {
        Path file = file(name, Encoder.Format.FLAC);
        Encoder.write(sound, file, Encoder.Format.FLAC);
        return file;
    }

    /** Pictures in a file of that name, with a sound or without. */
    Path film(String name, Film film, Sound sound, int seconds) throws IOException {
        Path file = filmFile(name);
        FilmEncoder.write(film, sound, seconds, file);
        return file;
    }

    private Path filmFile(String name) {
        return work.resolve(name + ".mp4");
    }

    void registerFilm(Role role, Path film) throws IOException {
        try (Tracks tracks = Tracks.open(film.toString(), BOTH, PictureSource.REFERENCE_RATE)) {
            new ReferencePush(push, Profile.CURRENT)
                    .push(
                            new ReferencePush.Name(role.workId(), "master", 1, role.workId()),
                            tracks.sound().orElse(null),
                            tracks.pictures().orElse(null),
                            System.currentTimeMillis(),
                            Progress.none());
        }
    }

    /** An upload of what a film has of sound and pictures. */
    void uploadFilm(String session, String account, Path film)
            throws IOException, InterruptedException {
        SessionStarted started =
                started(session, SessionKind.UPLOAD, account, System.currentTimeMillis(), null);
        try (Tracks tracks = Tracks.open(film.toString(), BOTH, PictureSource.STREAM_RATE)) {
            new SessionPush(push, SessionPush.Pace.NONE, () -> false)
                    .push(
                            started,
                            tracks.sound().orElse(null),
                            tracks.pictures().orElse(null),
                            Progress.none());
        }
    }

    /** The pictures of a film of that name as they are sent. */
    List<Picture> thumbnails(String name) throws IOException {
        List<Picture> pictures = new ArrayList<>();
        try (Tracks tracks =
                Tracks.open(
                        filmFile(name).toString(),
                        Set.of(Modality.VIDEO),
                        PictureSource.STREAM_RATE)) {
            PictureSource source = tracks.pictures().orElseThrow();
            for (Optional<Picture> next = source.next(); next.isPresent(); next = source.next()) {
                pictures.add(next.get());
            }
        }
        return pictures;
    }

    /** An upload, as fast as it goes. */
    void upload(String session, String account, Sound sound)
            throws IOException, InterruptedException {
        SessionStarted started =
                started(session, SessionKind.UPLOAD, account, System.currentTimeMillis(), null);
        new SessionPush(push, SessionPush.Pace.NONE, () -> false)
                .push(started, PcmSource.of(sound.pcm()), Progress.none());
    }

    /** A live stream or feed, paced like an encoder; returns when it has ended. */
    void live(String session, SessionKind kind, String account, String workId, Sound sound)
            throws IOException, InterruptedException {
        SessionStarted started =
                started(session, kind, account, System.currentTimeMillis(), workId);
        new SessionPush(push, Pacer.realtime()::await, () -> false)
                .push(started, PcmSource.of(sound.pcm()), Progress.none());
    }

    private static SessionStarted started(
            String session, SessionKind kind, String account, long startAt, String workId) {
        return new SessionStarted(
                session, kind, account, account, null, List.of("CN"), startAt, session, workId);
    }
}
