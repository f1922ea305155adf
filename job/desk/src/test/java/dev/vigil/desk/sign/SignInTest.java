package dev.vigil.desk.sign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SignInTest {
    private static final Visitor WANG =
            new Visitor("link:wang", "wang", Set.of(DeskRole.VIEWER), null);

    private final AtomicLong nanos = new AtomicLong();
    private final WebSessions sessions =
            new WebSessions(Duration.ofMinutes(30), Duration.ofHours(8), nanos::get);

    private void pass(Duration span) {
        nanos.addAndGet(span.toNanos());
    }

    @Test
    void aLinkSignsInOnceAndTheNextOneIsPrintedThen() {
        List<String> printed = new ArrayList<>();
        LinkSignIn links = new LinkSignIn("wang", printed::add);
        assertThat(links.take("")).isEmpty();
        links.next();
        assertThat(links.take("guess")).isEmpty();
        assertThat(links.take(printed.get(0)))
                .get()
                .satisfies(
                        visitor -> {
                            assertThat(visitor.actor()).isEqualTo("link:wang");
                            assertThat(visitor.isAlone()).isTrue();
                            assertThat(visitor.roles()).isEqualTo(DeskRole.STAFF);
                        });
        assertThat(links.take(printed.get(0))).isEmpty();
        assertThat(printed).hasSize(2).doesNotHaveDuplicates();
        assertThat(printed.get(0)).hasSize(43);
        assertThat(links.take(printed.get(1))).isPresent();
    }

    @Test
    void aSessionEndsAfterATimeWithoutARequestOfThePerson() {
        String token = sessions.begin(WANG);
        pass(Duration.ofMinutes(29));
        assertThat(sessions.of(token, true)).isPresent();
        pass(Duration.ofMinutes(29));
        // What a page asks for by itself keeps no session.
        assertThat(sessions.of(token, false)).isPresent();
        pass(Duration.ofMinutes(1));
        assertThat(sessions.of(token, true)).isEmpty();
    }

    @Test
    void aSessionEndsAfterItsWholeTimeWhateverThePersonDoes() {
        String token = sessions.begin(WANG);
        WebSession session = sessions.of(token, true).orElseThrow();
        for (int minute = 10; minute < 480; minute += 10) {
            pass(Duration.ofMinutes(10));
            assertThat(sessions.of(token, true)).contains(session);
        }
        assertThat(sessions.isOn(session)).isTrue();
        pass(Duration.ofMinutes(10));
        assertThat(sessions.of(token, true)).isEmpty();
        assertThat(sessions.isOn(session)).isFalse();
    }

    @Test
    void aSessionEndsWhenThePersonSignsOut() {
        String token = sessions.begin(WANG);
        sessions.end(token);
        assertThat(sessions.of(token, true)).isEmpty();
        assertThat(sessions.of("", true)).isEmpty();
    }

    @Test
    void ofTooManySessionsTheOneThatWasSeenLongestAgoEnds() {
        String first = sessions.begin(WANG);
        pass(Duration.ofMillis(1));
        String second = sessions.begin(WANG);
        pass(Duration.ofMillis(1));
        assertThat(sessions.of(first, true)).isPresent();
        for (int i = 2; i < 1_001; i++) {
            pass(Duration.ofMillis(1));
            sessions.begin(WANG);
        }
        assertThat(sessions.of(first, true)).isPresent();
        assertThat(sessions.of(second, true)).isEmpty();
    }

    @Test
    void eachSessionHasATokenOfItsOwnForItsForms() {
        WebSession one = sessions.of(sessions.begin(WANG), true).orElseThrow();
        WebSession other = sessions.of(sessions.begin(WANG), true).orElseThrow();
        assertThat(one.isCsrf(one.csrf())).isTrue();
        assertThat(one.isCsrf(other.csrf())).isFalse();
        assertThat(one.isCsrf("")).isFalse();
    }
}
