package dev.ssot.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrontArgumentsTest {

    @Test
    void the_repository_is_pinned_or_named_by_each_call() {
        assertThat(parse("--repo /a")).isEqualTo(new FrontArguments.Serve("/a"));
        assertThat(parse("--repo=/a=b --transport=stdio")).isEqualTo(new FrontArguments.Serve("/a=b"));
        assertThat(parse("--transport stdio --repo-mode explicit")).isEqualTo(new FrontArguments.Serve(null));
    }

    @Test
    void help_and_version_need_nothing_else() {
        assertThat(parse("--transport stdio -h")).isInstanceOf(FrontArguments.Help.class);
        assertThat(parse("--version")).isInstanceOf(FrontArguments.Version.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--transport stdio",
                "--repo /a --repo-mode explicit",
                "--repo-mode guess",
                "--repo",
                "--repo=",
                "--rep /a",
                "serve --repo /a",
            })
    void anything_else_is_refused_in_one_sentence(String line) {
        assertThat(parse(line))
                .isInstanceOfSatisfying(
                        FrontArguments.Wrong.class,
                        wrong -> assertThat(wrong.problem()).isNotBlank().doesNotContain("\n"));
    }

    @Test
    void another_transport_is_told_where_it_lives() {
        assertThat(parse("--transport sse --repo /a"))
                .isEqualTo(new FrontArguments.Wrong("ssot-mcp speaks stdio only, not sse: HTTP is the daemon's"));
    }

    private static FrontArguments parse(String line) {
        return FrontArguments.parse(line.split(" ", -1));
    }
}
