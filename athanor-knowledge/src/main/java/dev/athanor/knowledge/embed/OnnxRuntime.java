package dev.athanor.knowledge.embed;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** ONNX Runtime for all models: where its native libraries lie, and how it computes. */
public final class OnnxRuntime {
  private static final String VERSION = "1.29.0";
  /** What computes, as a part of what decides a number: the runtime on the class path, and the kernels that it is to take. */
  public static final String COMPUTES = "onnxruntime-" + VERSION + "+plainnorm";

  private static final String NATIVE_PATH = "onnxruntime.native.path";
  private static final String LEAVE_OUT = "optimization.disable_specified_optimizers";
  private static final String FUSED_NORMALIZATION =
      "LayerNormFusionL1;LayerNormFusionL2;SimplifiedLayerNormFusion";

  private OnnxRuntime() {}

  /** The runtime. To be called on a thread of {@link #worker}, as it needs much stack when it starts. */
  public static OrtEnvironment environment() {
    prepare();
    return OrtEnvironment.getEnvironment();
  }

  /** Says where the native libraries lie, for one who starts the runtime by himself. */
  public static void prepare() {
    pointTo(cacheFolder());
  }

  /** Where what is unpacked is kept from one start to the next. */
  public static Path cacheFolder() {
    return UnpackedFiles.cacheFolder();
  }

  /** One thread on which the runtime can be started. */
  public static ExecutorService worker(String name) {
    return Executors.newSingleThreadExecutor(
        Thread.ofPlatform().daemon().name(name).stackSize(OnnxEmbedder.STACK).factory());
  }

  /**
   * How a model is to be run: by the calling thread alone, so that the order of its additions never changes. The runtime's
   * kernel for a whole layer normalization takes a quarter of a BERT's time, and the operations that it stands for a
   * tenth, so these are left as they are ({@code bench/run sync}).
   */
  public static OrtSession.SessionOptions options() throws OrtException {
    var options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(1);
    options.setInterOpNumThreads(1);
    options.addConfigEntry(LEAVE_OUT, FUSED_NORMALIZATION);
    return options;
  }

  /**
   * Keeps the runtime's native libraries in a folder, unless the user chose one. By itself it would unpack 28 MB to the
   * temporary folder at every start, and leave them there.
   */
  static void pointTo(Path cacheFolder) {
    if (System.getProperty(NATIVE_PATH) != null) {
      return;
    }
    String resources = "/ai/onnxruntime/native/" + platform() + "/";
    Path folder = cacheFolder.resolve("onnxruntime-" + VERSION);
    var files = new UnpackedFiles(folder);
    boolean found = true;
    for (String library : new String[]{"onnxruntime", "onnxruntime4j_jni"}) {
      String name = System.mapLibraryName(library);
      found &= files.unpack(resources + name, Optional.empty()).isPresent();
    }
    if (found) {
      System.setProperty(NATIVE_PATH, folder.toAbsolutePath().toString());
    }
  }

  /** The runtime's own name of this machine's kind, such as {@code linux-x64}. */
  private static String platform() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String processor = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    String os = system.contains("mac") ? "osx" : system.contains("win") ? "win" : "linux";
    return os + "-" + (processor.startsWith("amd64") || processor.startsWith("x86_64") ? "x64" : processor);
  }
}
