package dev.ssot.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectRootTest {

    @TempDir
    private Path folder;

    private Path project(String name) throws IOException {
        Path catalog = folder.resolve(name).resolve(CatalogSource.PATH);
        Files.createDirectories(catalog.getParent());
        Files.createFile(catalog);
        return folder.resolve(name);
    }

    @Test
    void the_nearest_folder_with_a_catalog_is_meant() throws IOException {
        project("outer");
        Path inner = project("outer/inner");
        Path below = Files.createDirectories(inner.resolve("src/main"));

        assertThat(ProjectRoot.find(Optional.empty(), below)).isEqualTo(new ProjectRoot.Search.Found(inner));
    }

    @Test
    void the_variable_wins_and_may_be_relative() throws IOException {
        Path here = project("here");
        Path there = project("there");

        assertThat(ProjectRoot.find(Optional.of(there), here)).isEqualTo(new ProjectRoot.Search.Found(there));
        assertThat(ProjectRoot.find(Optional.of(Path.of("../there")), here))
                .isEqualTo(new ProjectRoot.Search.Found(there));
    }

    @Test
    void without_a_catalog_it_is_said_where_none_was_found() throws IOException {
        Path here = project("here");

        assertThat(ProjectRoot.find(Optional.of(folder), here))
                .isInstanceOfSatisfying(
                        ProjectRoot.Search.Missing.class,
                        missing -> assertThat(missing.message())
                                .isEqualTo("VOX_REPO_ROOT=%s has no contracts/operations/catalog.v1.yaml", folder));
        assertThat(ProjectRoot.find(Optional.empty(), folder))
                .isInstanceOfSatisfying(
                        ProjectRoot.Search.Missing.class,
                        missing -> assertThat(missing.message())
                                .contains("contracts/operations/catalog.v1.yaml", folder.toString(), "VOX_REPO_ROOT"));
    }
}
