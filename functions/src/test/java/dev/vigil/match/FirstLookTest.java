package dev.vigil.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** How much a place has to promise, beside what others do. */
class FirstLookTest {
    /** Promises of the places that are left, of a few. */
    private static List<Double> left(int most, double... promises) {
        List<FirstLook.Looked> looked =
                DoubleStream.of(promises).mapToObj(FirstLookTest::place).toList();
        return FirstLook.promising(looked, most).stream().map(Candidate::refAtCentre).toList();
    }

    private static FirstLook.Looked place(double promise) {
        return new FirstLook.Looked(new Candidate(0, 1, 0, promise, 0, 0), promise);
    }

    @Test
    void halfOfWhatTheBestPromisesIsEnough() {
        assertThat(left(16, 40, 35, 30, 25, 21, 20, 19, 10))
                .containsExactly(40., 35., 30., 25., 21., 20.);
    }

    /** The best may be music on the same beat. */
    @Test
    void fourAreLeftHoweverMuchTheBestPromises() {
        assertThat(left(16, 400, 9, 5, 4, 3.9)).containsExactly(400., 9., 5., 4.);
    }

    @Test
    void whatMeetsNoMoreThanChanceIsNotAmongTheFour() {
        assertThat(left(16, 40, 3, 2.9, 2)).containsExactly(40., 3.);
        assertThat(left(16, 2.9)).isEmpty();
        assertThat(left(16)).isEmpty();
    }

    @Test
    void noMoreAreLeftThanAreToBeVerified() {
        assertThat(left(5, 9, 9, 9, 9, 8, 8, 8)).containsExactly(9., 9., 9., 9., 8.);
        assertThat(left(2, 9, 8, 7)).containsExactly(9., 8.);
    }
}
