package dev.vigil.local.demo;

import dev.vigil.client.bus.Bus;
import dev.vigil.edge.PictureSource;
import dev.vigil.fixtures.film.Cartoon;
import dev.vigil.fixtures.film.Film;
import dev.vigil.fixtures.sound.Babble;
import dev.vigil.fixtures.sound.Distortion;
import dev.vigil.fixtures.sound.Sound;
import dev.vigil.local.demo.Expectation.Chapter;
import dev.vigil.local.demo.FilmStrip.Span;
import dev.vigil.local.embedded.MovedClock;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.media.Modality;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.rights.MatchPolicy;
import dev.vigil.schema.rights.MatchRule;
import dev.vigil.schema.rights.MatchRuleBuilder;
import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What is done to a film before it is uploaded. Its owner does not allow its pictures; of its sound
 * alone it gets a report.
 */
final class FilmStories {
    private static final String OWNER = "lantern";
    private static final Role WORK = Role.CARTOON;
    private static final int FILM_S = 60;
    private static final int CLIP_AT_S = 15;
    private static final int CLIP_S = 20;
    private static final int SLIDE_S = 4;
    private static final double INSET_SHARE = 0.6;

    private static final String MUTED = "cartoon-muted";
    private static final String INSET = "cartoon-inset";
    private static final String SOUND = "cartoon-sound";
    private static final String SLIDES = "cartoon-slides";

    private static final Cartoon CARTOON = new Cartoon(20_261_128, FILM_S);

    /** Behind its title card, which is much like the other's. */
    private static final Film OTHER = new Cartoon(20_261_129, 2 * FILM_S).from(FILM_S);

    private final Repertoire repertoire;
    private final Studio studio;
    private final VerdictChecks verdicts;

    FilmStories(Repertoire repertoire, Studio studio, VerdictChecks verdicts) {
        this.repertoire = repertoire;
        this.studio = studio;
        this.verdicts = verdicts;
    }

    /** The film, its owner, and what the owner allows, as they are before the jobs start. */
    static void prepare(Repertoire repertoire, Studio studio, Bus bus) throws IOException {
        studio.registerFilm(
                WORK, studio.film(WORK.workId(), CARTOON, repertoire.sound(WORK), FILM_S));
        long now = MovedClock.nowMs();
        RegisteredWork work =
                new RegisteredWork(
                        WORK.workId(),
                        1,
                        1_000L * FILM_S,
                        null,
                        null,
                        List.of(new OwnerShare(OWNER, List.of(), List.of())));
        bus.send(Topic.WORKS, EventType.WORK_REGISTERED, WORK.workId(), now, work);
        MatchPolicy policy =
                new MatchPolicy(
                        OWNER,
                        1,
                        List.of(
                                rule(Modality.VIDEO, Action.BLOCK),
                                rule(Modality.AUDIO, Action.ALLOW_WITH_USAGE)),
                        null);
        bus.send(Topic.POLICIES, EventType.MATCH_POLICY, OWNER, now, policy);
    }

    private static MatchRule rule(Modality modality, Action action) {
        return MatchRuleBuilder.builder().modality(modality).action(action).build();
    }

    /** Uploads all of them; what must come of it. */
    List<Expectation> upload() throws IOException, InterruptedException {
        Film clip = CARTOON.from(CLIP_AT_S);
        Sound sound = repertoire.sound(WORK);
        Sound clipSound = sound.cut(CLIP_AT_S * sound.rateHz(), CLIP_S * sound.rateHz());
        Sound voice = Babble.speak(1, CLIP_S, sound.rateHz());
        upload(MUTED, "fan-6", clip.mirrored(), null);
        upload(
                INSET,
                "fan-7",
                clip.insetIn(OTHER, INSET_SHARE, 0.7, 0.3),
                Distortion.under(clipSound, voice));
        upload(SOUND, "fan-8", OTHER, clipSound);
        upload(SLIDES, "fan-9", slides(), voice);
        return List.of(
                expected(MUTED, "a film muted, mirrored", Action.BLOCK, Modality.VIDEO),
                expected(INSET, "inset 60 %, talked over", Action.BLOCK, Modality.VIDEO),
                expected(
                        SOUND,
                        "its sound, other pictures",
                        Action.ALLOW_WITH_USAGE,
                        Modality.AUDIO),
                new Expectation(
                        Chapter.FILM,
                        SLIDES,
                        "slides with its card",
                        "no block",
                        verdicts.unblocked(SLIDES)));
    }

    private void upload(String session, String account, Film film, Sound sound)
            throws IOException, InterruptedException {
        studio.uploadFilm(session, account, studio.film(session, film, sound, CLIP_S));
    }

    private static Film slides() {
        return Film.oneByOne(
                SLIDE_S,
                OTHER.still(0),
                CARTOON.still(CARTOON.cardAt()),
                OTHER.still(10),
                OTHER.still(20),
                OTHER.still(30));
    }

    private Expectation expected(String session, String what, Action action, Modality modality) {
        return new Expectation(
                Chapter.FILM,
                session,
                what,
                action + " by its " + Recognised.sense(modality),
                verdicts.upload(session, action, WORK, modality, 1_000.0 * CLIP_AT_S));
    }

    /** What was sent beside the work, where it matches; beside its title card where it does not. */
    FilmStrip strip(String session, Optional<Evidence> match) throws IOException {
        return new FilmStrip(
                studio.thumbnails(session),
                studio.thumbnails(WORK.workId()),
                1_000.0 / PictureSource.STREAM_RATE,
                match.map(it -> new Span(it.queryStartMs(), it.queryEndMs()))
                        .orElse(new Span(0, 1_000 * CLIP_S)),
                match.map(it -> new Span(it.refStartMs(), it.refEndMs()))
                        .orElse(Span.at(CARTOON.cardAt())),
                match.map(Evidence::picture).orElse(null));
    }
}
