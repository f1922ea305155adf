package dev.vigil.client.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.audit.LogFault;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** However much is unfounded, the page is compared unless its records were changed. */
class BundleFindingsTest {
    private static final Set<String> SHOWN = Set.of("inspection.html");

    private final BundleFindings findings = new BundleFindings();

    private void unfounded(int count) {
        for (int i = 0; i < count; i++) {
            findings.add(LogFault.UNFOUNDED, "verdicts/0/" + i, "expected work w, got none");
        }
    }

    @Test
    void whatIsUnfoundedIsNotTampered() {
        findings.add(LogFault.ALTERED, "inspection.html", "expected its sum, got another one");
        unfounded(BundleFindings.MOST + 1);
        assertThat(findings.isTampered(SHOWN)).isFalse();
    }

    @Test
    void whatIsChangedBehindThoseThatAreKeptIsTampered() {
        unfounded(BundleFindings.MOST + 1);
        findings.add(LogFault.ALTERED, "verdicts/0/7", "expected its digest, got another one");
        assertThat(findings.kept()).hasSize(BundleFindings.MOST);
        assertThat(findings.isTampered(SHOWN)).isTrue();
    }
}
