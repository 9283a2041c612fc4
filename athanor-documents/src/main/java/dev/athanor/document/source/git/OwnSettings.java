package dev.athanor.document.source.git;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * Has JGit leave alone what the user and the machine have set for Git: a repository is read the same everywhere, no program is
 * started to find those settings, and nothing is written into a folder that is only read.
 */
final class OwnSettings extends SystemReader.Delegate {
  private OwnSettings(SystemReader former) {
    super(former);
  }

  /** From now on, in this process. */
  static synchronized void take() {
    SystemReader former = SystemReader.getInstance();
    if (!(former instanceof OwnSettings)) {
      SystemReader.setInstance(new OwnSettings(former));
    }
  }

  @Override
  public FileBasedConfig openUserConfig(@Nullable Config parent, FS fs) {
    return new Nothing(parent, fs);
  }

  @Override
  public FileBasedConfig openSystemConfig(@Nullable Config parent, FS fs) {
    return new Nothing(parent, fs);
  }

  @Override
  public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
    return new Nothing(parent, fs);
  }

  /** Settings that are in no file. */
  private static final class Nothing extends FileBasedConfig {
    Nothing(@Nullable Config parent, FS fs) {
      super(parent, null, fs);
    }

    @Override
    public void load() {
      // There is nothing to load.
    }

    @Override
    public void save() {
      // There is nowhere to save to.
    }

    @Override
    public boolean isOutdated() {
      return false;
    }

    /** How exact the times of files are is said here, because JGit would write files into the repository to find out. */
    @Override
    public @Nullable String getString(String section, @Nullable String subsection, String name) {
      return section.equals(ConfigConstants.CONFIG_FILESYSTEM_SECTION) ? "2 seconds"
          : super.getString(section, subsection, name);
    }
  }
}
