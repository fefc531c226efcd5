package dev.ssot.operation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionTest {

    @ParameterizedTest
    @CsvSource({
        "0.1.0, 0.2.0, true",
        "0.2.0, 0.1.0, false",
        "0.2.0, 0.2.0, false",
        "0.9.0, 0.10.0, true",
        "1.0.0, 0.10.0, false",
        "0.2.9, 1.0.0, true",
        "0.2.0-SNAPSHOT, 0.2.0, true",
        "0.2.0, 0.2.0-SNAPSHOT, false",
        "0.2.0-SNAPSHOT, 0.2.0-SNAPSHOT, false",
        "0.2.0-SNAPSHOT, 0.1.0, false",
        "0.2, 0.3.0, false",
        "unknown, 0.3.0, false",
        "0.1.0, unknown, false",
        "'', 0.1.0, false",
        "0.1.99999999999, 0.2.0, false"
    })
    void releases_are_compared_by_their_numbers(String version, String than, boolean older) {
        assertThat(Version.isOlder(version, than)).isEqualTo(older);
    }
}
