/*
 * Writes down, in order, what a process does to the files below one directory, so that a test can work out what a disk
 * might hold after the power failed at any moment: everything before a sync that has returned, and any part of the rest.
 *
 * Loaded by LD_PRELOAD. POWERLOSS_DIR is the directory (absolute, no trailing slash), POWERLOSS_LOG the file to write to.
 * A record is: op (1 byte), inode, a, b (8 bytes each), length (4 bytes), data. Numbers are little-endian.
 *
 *   C  path now names the new inode          R  data is old path, NUL, new path
 *   W  data at offset a of the inode         U  path is removed
 *   T  the inode now has a bytes             M  path is a new directory
 *   B  sync number a of the inode begins     E  sync number a of the inode has returned
 *
 * W, T and B are written down before they are done, the others before the caller learns of them. Directories are synced as
 * inodes too; their C records are written when they are opened. Files that end in "-shm" are shared memory: left out.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define MOST_FDS 65536

static uint64_t inode_of[MOST_FDS];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static const char *root;
static size_t root_length;
static int log_fd = -1;
static uint64_t syncs;

__attribute__((constructor)) static void start(void) {
  root = getenv("POWERLOSS_DIR");
  const char *log = getenv("POWERLOSS_LOG");
  if (root == NULL || log == NULL) {
    root = NULL;
    return;
  }
  root_length = strlen(root);
  log_fd = (int) syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  if (log_fd < 0) {
    perror("powerloss: the log can't be opened");
    abort();
  }
}

static int is_ours(const char *path) {
  if (root == NULL || path == NULL || strncmp(path, root, root_length) != 0) {
    return 0;
  }
  size_t length = strlen(path);
  if (length > 4 && strcmp(path + length - 4, "-shm") == 0) {
    return 0;
  }
  return path[root_length] == '/' || path[root_length] == 0;
}

/* One write call per record keeps records whole, also among processes. */
static void record(char op, uint64_t inode, uint64_t a, uint64_t b, const void *data, uint32_t length) {
  char head[29];
  head[0] = op;
  memcpy(head + 1, &inode, 8);
  memcpy(head + 9, &a, 8);
  memcpy(head + 17, &b, 8);
  memcpy(head + 25, &length, 4);
  struct iovec both[2] = {{head, sizeof head}, {(void *) data, length}};
  if (syscall(SYS_writev, log_fd, both, 2) != (long) (sizeof head + length)) {
    perror("powerloss: the log can't be written");
    abort();
  }
}

static void record_path(char op, uint64_t inode, const char *path) {
  record(op, inode, 0, 0, path, (uint32_t) strlen(path));
}

static uint64_t inode(int fd) {
  return fd >= 0 && fd < MOST_FDS ? inode_of[fd] : 0;
}

#define REAL(name) \
  static __typeof__(&name) real; \
  if (real == NULL) { \
    real = (__typeof__(&name)) dlsym(RTLD_NEXT, #name); \
  }

static int opened(int fd, const char *path, int flags, int existed) {
  if (fd < 0 || fd >= MOST_FDS) {
    return fd;
  }
  struct stat found;
  if (fstat(fd, &found) != 0) {
    return fd;
  }
  inode_of[fd] = found.st_ino;
  if (!existed || S_ISDIR(found.st_mode)) {
    record_path('C', found.st_ino, path);
  }
  if (existed && (flags & O_TRUNC)) {
    record('T', found.st_ino, 0, 0, "", 0);
  }
  return fd;
}

#define OPEN(name, call) \
  if (!is_ours(path)) { \
    return call; \
  } \
  pthread_mutex_lock(&lock); \
  int existed = access(path, F_OK) == 0; \
  int fd = opened(call, path, flags, existed); \
  int error = errno; \
  pthread_mutex_unlock(&lock); \
  errno = error; \
  return fd;

#define MODE \
  mode_t mode = 0; \
  if (flags & O_CREAT) { \
    va_list arguments; \
    va_start(arguments, flags); \
    mode = va_arg(arguments, mode_t); \
    va_end(arguments); \
  }

int open(const char *path, int flags, ...) {
  REAL(open)
  MODE
  OPEN(open, real(path, flags, mode))
}

int open64(const char *path, int flags, ...) {
  REAL(open64)
  MODE
  OPEN(open64, real(path, flags, mode))
}

int openat(int directory, const char *path, int flags, ...) {
  REAL(openat)
  MODE
  OPEN(openat, real(directory, path, flags, mode))
}

int openat64(int directory, const char *path, int flags, ...) {
  REAL(openat64)
  MODE
  OPEN(openat64, real(directory, path, flags, mode))
}

int close(int fd) {
  REAL(close)
  if (fd >= 0 && fd < MOST_FDS) {
    inode_of[fd] = 0;
  }
  return real(fd);
}

static void writing(int fd, const void *data, size_t length, int64_t offset) {
  record('W', inode(fd), (uint64_t) offset, 0, data, (uint32_t) length);
}

static int64_t position(int fd) {
  int64_t offset = lseek(fd, 0, SEEK_CUR);
  struct stat found;
  return (fcntl(fd, F_GETFL) & O_APPEND) && fstat(fd, &found) == 0 ? found.st_size : offset;
}

ssize_t write(int fd, const void *data, size_t length) {
  REAL(write)
  if (inode(fd) == 0) {
    return real(fd, data, length);
  }
  pthread_mutex_lock(&lock);
  writing(fd, data, length, position(fd));
  ssize_t written = real(fd, data, length);
  pthread_mutex_unlock(&lock);
  return written;
}

ssize_t writev(int fd, const struct iovec *pieces, int count) {
  REAL(writev)
  if (inode(fd) == 0) {
    return real(fd, pieces, count);
  }
  pthread_mutex_lock(&lock);
  int64_t offset = position(fd);
  for (int i = 0; i < count; i++) {
    writing(fd, pieces[i].iov_base, pieces[i].iov_len, offset);
    offset += (int64_t) pieces[i].iov_len;
  }
  ssize_t written = real(fd, pieces, count);
  pthread_mutex_unlock(&lock);
  return written;
}

#define PWRITE(name, type) \
  ssize_t name(int fd, const void *data, size_t length, type offset) { \
    REAL(name) \
    if (inode(fd) != 0) { \
      pthread_mutex_lock(&lock); \
      writing(fd, data, length, offset); \
      pthread_mutex_unlock(&lock); \
    } \
    return real(fd, data, length, offset); \
  }

PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

#define TRUNCATE(name, type) \
  int name(int fd, type length) { \
    REAL(name) \
    if (inode(fd) != 0) { \
      pthread_mutex_lock(&lock); \
      record('T', inode(fd), (uint64_t) length, 0, "", 0); \
      pthread_mutex_unlock(&lock); \
    } \
    return real(fd, length); \
  }

TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)

#define SYNC(name) \
  int name(int fd) { \
    REAL(name) \
    uint64_t synced = inode(fd); \
    if (synced == 0) { \
      return real(fd); \
    } \
    pthread_mutex_lock(&lock); \
    uint64_t number = ++syncs; \
    record('B', synced, number, 0, "", 0); \
    pthread_mutex_unlock(&lock); \
    int result = real(fd); \
    if (result == 0) { \
      pthread_mutex_lock(&lock); \
      record('E', synced, number, 0, "", 0); \
      pthread_mutex_unlock(&lock); \
    } \
    return result; \
  }

SYNC(fsync)
SYNC(fdatasync)

/* Names are written down under the lock after they have changed: nobody can have used a new one before. */
#define NAMES(call, recording) \
  pthread_mutex_lock(&lock); \
  int result = call; \
  int error = errno; \
  if (result == 0) { \
    recording; \
  } \
  pthread_mutex_unlock(&lock); \
  errno = error; \
  return result;

int rename(const char *from, const char *to) {
  REAL(rename)
  if (!is_ours(from) && !is_ours(to)) {
    return real(from, to);
  }
  char both[8192];
  int length = snprintf(both, sizeof both, "%s%c%s", from, 0, to);
  NAMES(real(from, to), record('R', 0, 0, 0, both, (uint32_t) length))
}

int unlink(const char *path) {
  REAL(unlink)
  if (!is_ours(path)) {
    return real(path);
  }
  NAMES(real(path), record_path('U', 0, path))
}

int mkdir(const char *path, mode_t mode) {
  REAL(mkdir)
  if (!is_ours(path)) {
    return real(path, mode);
  }
  NAMES(real(path, mode), record_path('M', 0, path))
}
