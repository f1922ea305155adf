package dev.vigil.local.demo;

import dev.vigil.audio.Profile;
import dev.vigil.client.bus.Push;
import dev.vigil.edge.Pacer;
import dev.vigil.edge.PcmSource;
import dev.vigil.edge.Progress;
import dev.vigil.edge.ReferencePush;
import dev.vigil.edge.SessionPush;
import dev.vigil.fixtures.sound.Encoder;
import dev.vigil.fixtures.sound.Sound;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.SessionStarted;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Plays recordings into the platform, as uploads, live streams, feeds and works. */
final class Studio {
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
