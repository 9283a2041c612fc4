package dev.athanor.knowledge.embed;

import ai.onnxruntime.OrtEnvironment;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** ONNX Runtime for other models than the shipped one: its native libraries lie where they lie for that. */
public final class OnnxRuntime {
  /** The version of the runtime; part of what decides a number. */
  public static final String VERSION = OnnxModel.RUNTIME_VERSION;

  private OnnxRuntime() {}

  /** The runtime. To be called on a thread of {@link #worker}, as it needs much stack when it starts. */
  public static OrtEnvironment environment() {
    prepare();
    return OrtEnvironment.getEnvironment();
  }

  /** Says where the native libraries lie, for one who starts the runtime by himself. */
  public static void prepare() {
    OnnxModel.pointRuntimeTo(cacheFolder().resolve("onnxruntime-" + VERSION));
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
}
