package dev.ssot.operation.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TiersTest {

    @ParameterizedTest
    @CsvSource({"core,core", "' dev , core ','dev,core'", "all,'core,dev,advanced'", "'',core", "' , ',core"})
    void names_are_trimmed_and_nothing_means_core(String csv, String expected) {
        assertThat(Tiers.parse(csv).csv()).isEqualTo(expected);
    }

    @Test
    void unset_means_core() {
        assertThat(Tiers.parse(null).csv()).isEqualTo("core");
    }

    @Test
    void an_unknown_tier_ends_the_start_with_its_name() {
        assertThatThrownBy(() -> Tiers.parse("core,expert"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("VOX_MCP_TIERS=core,expert: there is no tier expert; use core, dev, advanced or all");
    }
}
