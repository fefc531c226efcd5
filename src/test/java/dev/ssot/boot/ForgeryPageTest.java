package dev.ssot.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ssot.support.Installation;
import org.junit.jupiter.api.Test;

/** The published list of forgeries is the table that is run. */
class ForgeryPageTest {

    @Test
    void the_page_says_what_is_tried() {
        assertThat(Installation.home().resolve(ForgeryPage.FILE))
                .as("run ForgeryPage to write it anew")
                .hasContent(ForgeryPage.text());
    }

    @Test
    void there_are_many_and_each_is_another_one() {
        assertThat(Forgeries.all()).hasSizeGreaterThanOrEqualTo(40);
        assertThat(Forgeries.all().stream().map(Forgery::toString)).doesNotHaveDuplicates();
    }
}
