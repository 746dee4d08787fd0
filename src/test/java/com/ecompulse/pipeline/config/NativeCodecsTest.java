package com.ecompulse.pipeline.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That zstd is found where it is looked for; that the image then reads it, a native IT shows. */
class NativeCodecsTest {

  @ParameterizedTest
  @ValueSource(strings = {"linux/amd64", "linux/aarch64"})
  void thePlatformsLibraryIsFoundWhateverItsVersion(String platform) throws Exception {
    assertThat(NativeCodecs.library(classPath(), platform))
        .startsWith(platform + "/libzstd-jni-")
        .endsWith(".so");
  }

  @Test
  void anImageThatWouldBeWithoutItIsNotBuilt() {
    assertThatThrownBy(() -> NativeCodecs.library(classPath(), "linux/abacus"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("No zstd for linux/abacus");
  }

  private static List<Path> classPath() throws Exception {
    Class<?> stream = Class.forName(NativeCodecs.STREAMS.get(0), false, loader());
    Path jar = Path.of(stream.getProtectionDomain().getCodeSource().getLocation().toURI());
    return List.of(Path.of("target", "classes"), jar);
  }

  private static ClassLoader loader() {
    return NativeCodecsTest.class.getClassLoader();
  }
}
