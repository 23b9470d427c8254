/* What SQLite asks of an operating system, for databases in memory: there are no files, but a clock and random numbers. */
#include <sqlite3.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static int noFile(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *outFlags) {
  file->pMethods = 0;
  return SQLITE_CANTOPEN;
}

static int noDelete(sqlite3_vfs *vfs, const char *name, int sync) { return SQLITE_IOERR_DELETE_NOENT; }

static int noAccess(sqlite3_vfs *vfs, const char *name, int flags, int *result) {
  *result = 0;
  return SQLITE_OK;
}

static int samePath(sqlite3_vfs *vfs, const char *name, int size, char *path) {
  if (strlen(name) >= (size_t)size) return SQLITE_CANTOPEN;
  strcpy(path, name);
  return SQLITE_OK;
}

static int randomBytes(sqlite3_vfs *vfs, int size, char *bytes) {
  for (int at = 0; at < size; at += 256) getentropy(bytes + at, size - at < 256 ? size - at : 256);
  return size;
}

static int noSleep(sqlite3_vfs *vfs, int microseconds) { return 0; }

/* Milliseconds since noon of November 24, 4714 BC, where Julian days begin. */
static int currentTime(sqlite3_vfs *vfs, sqlite3_int64 *result) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  *result = 210866760000000 + (sqlite3_int64)now.tv_sec * 1000 + now.tv_nsec / 1000000;
  return SQLITE_OK;
}

static int currentDay(sqlite3_vfs *vfs, double *result) {
  sqlite3_int64 milliseconds;
  currentTime(vfs, &milliseconds);
  *result = milliseconds / 86400000.0;
  return SQLITE_OK;
}

static int noError(sqlite3_vfs *vfs, int size, char *text) { return 0; }

int sqlite3_os_init(void) {
  static sqlite3_vfs vfs = {
      .iVersion = 2,
      .szOsFile = sizeof(sqlite3_file),
      .mxPathname = 512,
      .zName = "none",
      .xOpen = noFile,
      .xDelete = noDelete,
      .xAccess = noAccess,
      .xFullPathname = samePath,
      .xRandomness = randomBytes,
      .xSleep = noSleep,
      .xCurrentTime = currentDay,
      .xGetLastError = noError,
      .xCurrentTimeInt64 = currentTime,
  };
  return sqlite3_vfs_register(&vfs, 1);
}

int sqlite3_os_end(void) { return SQLITE_OK; }
