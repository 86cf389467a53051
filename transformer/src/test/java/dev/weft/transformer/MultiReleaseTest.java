package dev.weft.transformer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class MultiReleaseTest {
    @Test
    void a_release_sees_those_before_it_and_the_root() {
        assertEquals(
                List.of("META-INF/versions/11/", "META-INF/versions/10/", "META-INF/versions/9/", ""),
                MultiRelease.lookup("META-INF/versions/11/"));
        assertEquals(List.of("lib/META-INF/versions/9/", "lib/"), MultiRelease.lookup("lib/META-INF/versions/9/"));
    }

    @Test
    void other_roots_stand_alone() {
        assertEquals(List.of(""), MultiRelease.lookup(""));
        assertEquals(List.of("BOOT-INF/classes/"), MultiRelease.lookup("BOOT-INF/classes/"));
    }
}
