package com.ecompulse.pipeline.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * An authority of the test's own, and the certificates that it signs, as files: {@code ca.crt}, and
 * for each name {@code name/user.crt} and {@code name/user.key} as Strimzi's secrets hold them.
 */
public final class Certificates {
  public static final String PASSWORD = "changeit";
  private static final String AUTHORITY = "ca";
  private static final int LINE = 64;

  private final Path directory;
  private final Path all;

  /** Makes the authority, with its files in that directory. */
  public Certificates(Path directory) {
    this.directory = directory;
    this.all = directory.resolve("all.p12");
    keytool(AUTHORITY, "-ext", "bc:c=ca:true", "-ext", "ku:c=keyCertSign,digitalSignature");
    write(directory.resolve("ca.crt"), pem("CERTIFICATE", certificate()));
  }

  /** The authority's certificate, in PEM. */
  public Path authority() {
    return directory.resolve("ca.crt");
  }

  /** Signs a certificate of that name for the host localhost; gives the directory of its files. */
  public Path sign(String name) {
    keytool(name, "-signer", AUTHORITY, "-ext", "san=dns:localhost,ip:127.0.0.1");
    try {
      Path own = Files.createDirectories(directory.resolve(name));
      KeyStore store = load();
      StringBuilder chain = new StringBuilder();
      for (Certificate certificate : store.getCertificateChain(name)) {
        chain.append(pem("CERTIFICATE", certificate.getEncoded()));
      }
      write(own.resolve("user.crt"), chain.toString());
      byte[] key = store.getKey(name, PASSWORD.toCharArray()).getEncoded();
      write(own.resolve("user.key"), pem("PRIVATE KEY", key));
      return own;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same certificate and key as a PKCS#12 store, protected by {@link #PASSWORD}. */
  public Path store(String name) {
    Path file = directory.resolve(name + ".p12");
    try (OutputStream out = Files.newOutputStream(file)) {
      KeyStore from = load();
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      char[] password = PASSWORD.toCharArray();
      store.setKeyEntry(
          name, from.getKey(name, password), password, from.getCertificateChain(name));
      store.store(out, password);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] certificate() {
    try {
      return load().getCertificate(AUTHORITY).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private KeyStore load() {
    try (InputStream in = Files.newInputStream(all)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, PASSWORD.toCharArray());
      return store;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A key pair of that name; one that is there already is replaced. */
  private void keytool(String name, String... more) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    Stream.of("-keystore", all.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD)
        .forEach(command::add);
    List<String> delete = new ArrayList<>(command);
    delete.addAll(List.of("-delete", "-alias", name));
    command.addAll(List.of("-genkeypair", "-alias", name, "-dname", "CN=" + name));
    command.addAll(List.of("-keyalg", "RSA", "-keysize", "2048", "-validity", "2"));
    command.addAll(List.of(more));
    run(delete);
    if (run(command) != 0) {
      throw new IllegalStateException("keytool made no certificate of " + name);
    }
  }

  private static int run(List<String> command) {
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .onExit()
          .join()
          .exitValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String pem(String what, byte[] content) {
    String text = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, text, what);
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
