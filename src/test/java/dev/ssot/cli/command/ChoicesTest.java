package dev.ssot.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ssot.registry.Vocabulary;
import org.junit.jupiter.api.Test;

class ChoicesTest {

    @Test
    void what_help_lists_in_an_order_of_its_own_are_the_values_of_the_rows() {
        assertThat(Choices.DOCUMENT_STATUSES).containsExactlyInAnyOrderElementsOf(Vocabulary.DOCUMENT_STATUSES);
        assertThat(Vocabulary.ORIGINS).containsAll(Choices.DOCUMENT_ORIGINS);
    }
}
