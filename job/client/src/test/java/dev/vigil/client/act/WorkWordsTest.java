package dev.vigil.client.act;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.OwnerShareBuilder;
import dev.vigil.schema.rights.RightType;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkWordsTest {
    @Test
    void anOwnerIsShownWithTheShareThatItsClaimMakes() {
        OwnerShare registered = new OwnerShare("harbour", List.of("CN", "HK"), List.of());
        OwnerShare claimed =
                OwnerShareBuilder.builder(registered)
                        .shareBp(6_000)
                        .rightTypes(List.of(RightType.ON_DEMAND))
                        .build();
        OwnerShare rest =
                OwnerShareBuilder.builder()
                        .ownerId("pacific")
                        .exceptTerritories(List.of("CN"))
                        .exclusive(true)
                        .build();
        assertThat(WorkWords.owners(List.of(registered, registered))).isEqualTo("harbour:CN,HK");
        assertThat(WorkWords.owners(List.of(claimed, rest)))
                .isEqualTo("harbour:CN,HK 60 % ON_DEMAND, pacific not CN alone");
    }
}
