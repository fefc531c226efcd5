package dev.ssot.registry.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ssot.registry.export.Rendering.Format;
import dev.ssot.registry.json.InvalidJson;
import dev.ssot.registry.json.StrictJson;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values as the reference prints them; the expected texts are its own. Here ~ stands for LF and ^ for CR. */
class RenderingTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "JSON | {\"b\":1,\"a\":[true,null]}              | {\"a\":[true,null],\"b\":1}",
                "CSV  | {\"b\":1,\"a\":\"x,y\"}                  | b,a^~1,\"x,y\"^~",
                "CSV  | [{\"a\":\"say \\\"hi\\\"\"},{\"b\":1.0}] | a,b^~\"say \"\"hi\"\"\",^~,1.0^~",
                "CSV  | {\"a\":[1,{\"z\":0,\"k\":\"é\"}]}        | a^~\"[1, {\"\"k\"\": \"\"é\"\", \"\"z\"\": 0}]\"^~",
                "CSV  | {\"a\":\"\"}                             | a^~\"\"^~",
                "CSV  | []                                       | ^~",
                "CSV  | {\"total\":9,\"entities\":[{\"id\":1}]}  | id^~1^~",
                "CSV  | 7                                        | value^~7^~",
                "DF   | [{\"id\":\"😀\",\"n\":1},{\"id\":\"abc\"}] | `id  | n~----+--~😀   | 1~abc |  ~`",
                "DF   | []                                       | ~~",
                "YAML | {\"a\":{\"b\":null},\"c\":[1,[true]]}    | a:~  b: \"\"~c:~  - \"1\"~  -~    - \"true\"~",
                "YAML | {\"a\":[],\"b\":\"x\\\"\\ny\"}           | a:~~b: \"x\\\"\\ny\"~",
                "YAML | \"x\"                                    | \"x\"~",
                "TOML | {\"n\":null,\"t\":{\"x\":1},\"l\":[\"a\",2]} | n = \"\"~l = [\"a\", 2]~~[t]~x = 1~",
                "TOML | {\"r\":[{\"x\":{\"y\":1e22}},{}]}        | ~[[r]]~[x]~y = 1e+22~~[[r]]~",
                "TOML | {\"m\":[1,[2]],\"e\":[]}                 | m = \"[1, [2]]\"~e = []~",
                "TOML | true                                     | value = true~",
            })
    void a_value_is_printed_as_the_reference_prints_it(Format format, String json, String expected) throws InvalidJson {
        String rendered = Rendering.render(StrictJson.read(json.getBytes(StandardCharsets.UTF_8)), format);

        assertThat(rendered.replace('\n', '~').replace('\r', '^')).isEqualTo(expected);
    }
}
