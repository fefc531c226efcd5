package dev.ssot.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of an origin may be shown, and which origins are the same. */
class GitOriginTest {

    @ParameterizedTest
    @CsvSource({
        "https://example.org/a/b.git,                        https://example.org/a/b.git",
        "https://user:secret@example.org/a/b.git,            https://example.org/a/b.git",
        "https://secret@example.org:8443/a/b,                https://example.org:8443/a/b",
        "https://user:se@cret@example.org/a/b,               https://example.org/a/b",
        "https://@example.org/a/b,                           https://example.org/a/b",
        "HTTPS://user:secret@Example.org/a/b,                https://Example.org/a/b",
        "https://example.org/a/b.git?access_token=secret,    https://example.org/a/b.git",
        "https://example.org/a/b.git#secret,                 https://example.org/a/b.git",
        "https://example.org/@scope/b.git,                   https://example.org/@scope/b.git",
        "http://user:secret@[::1]:80/a,                      http://[::1]:80/a",
        "ssh://git:secret@example.org:22/a/b.git,            ssh://git@example.org:22/a/b.git",
        "ssh://git@example.org/a/b.git,                      ssh://git@example.org/a/b.git",
        "git@example.org:a/b.git,                            git@example.org:a/b.git",
        "example.org:a/b.git,                                example.org:a/b.git",
        "/srv/git/a.git,                                     /srv/git/a.git",
        "../a.git,                                           ../a.git",
        "file:///srv/git/a.git,                              file:///srv/git/a.git",
        "' https://user:secret@example.org/a ',              https://example.org/a",
    })
    void an_origin_is_shown_without_what_is_secret_in_it(String configured, String shown) {
        GitOrigin origin = new GitOrigin(configured);

        assertThat(origin.withoutCredentials()).hasValue(shown);
        assertThat(origin.toString()).doesNotContain("secret").doesNotContain("cret@");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user:sec/secret@example.org/a",
                "ext::sh -c secret",
                "https://us er:secret@",
                "secret",
                "user:secret@example.org:a/b",
                "helper::https://user:secret@example.org/a",
                "",
            })
    void an_origin_of_another_form_is_not_shown(String configured) {
        GitOrigin origin = new GitOrigin(configured);

        assertThat(origin.withoutCredentials()).isEmpty();
        assertThat(origin.toString()).doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org/a/b",
                "https://user:pass@EXAMPLE.org/a/b.git",
                "git@example.org:a/b.git",
                "ssh://git@example.org:22/a/b/",
            })
    void the_same_origin_has_the_same_id_however_it_is_written(String configured) {
        assertThat(new GitOrigin(configured).id()).isEqualTo(new GitOrigin("https://example.org/a/b.git").id());
        assertThat(new GitOrigin(configured).id()).isNotEqualTo(new GitOrigin("https://example.org/a/c.git").id());
    }
}
